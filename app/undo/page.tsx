import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { SubmitButton } from "@/components/ui/submit-button";
import { inspectUndoLink } from "@/lib/email-change/undo";
import { getTranslations } from "@/lib/i18n/request-locale";
import { AboutField } from "../_forms/about-field";
import { deadLink } from "../_links/dead-link";
import { shownLink } from "../_links/link-shown";
import { EndPage } from "../_pages/end-page";
import { PageFrame } from "../_pages/page-frame";
import { PageTitle } from "../_pages/page-title";
import { takeBack } from "./actions";
import { findOutcome, outcomePage } from "./outcomes";
import { WhatWillHappen } from "./what-will-happen";

export const metadata: Metadata = { title: null, referrer: "same-origin" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function UndoPage({ searchParams }: Props) {
  const query = await searchParams;
  const outcome = findOutcome(query.done);
  if (outcome) return <EndPage {...await outcomePage(outcome)} />;
  const held = await shownLink("undo-link", query);
  if (typeof held === "string") return <EndPage {...await deadLink("undo-link", held)} />;
  const link = await inspectUndoLink(held.token);
  if (link.outcome !== "live") {
    const isRemoval = "subject" in link && link.subject.kind === "factor_removal";
    const over = link.outcome === "used" ? "stopped" : "over";
    return (
      <EndPage {...await (isRemoval ? outcomePage(over) : deadLink("undo-link", link.outcome))} />
    );
  }
  const { verificationId, subject } = link;
  // Withdrawn, reported from the new mailbox or overtaken by a new password.
  if (
    subject.kind === "address_change" &&
    !subject.change.confirmedAt &&
    subject.change.cancelledAt
  )
    return <EndPage {...await outcomePage("cancelled")} />;
  const t = await getTranslations("undo");
  const { title, label, pending } = {
    address_change: { title: t("undoTitle"), label: t("undo"), pending: t("undoing") },
    deletion: { title: t("keepTitle"), label: t("keep"), pending: t("keeping") },
    factor_removal: { title: t("stopTitle"), label: t("stop"), pending: t("stopping") },
  }[subject.kind];
  return (
    <PageFrame>
      <PageTitle>{title}</PageTitle>
      <PageHeading title={title} />
      <Card>
        <WhatWillHappen undoable={subject} />
        <form action={takeBack} className="flex flex-col">
          <AboutField id={verificationId} />
          <SubmitButton pendingLabel={pending}>{label}</SubmitButton>
        </form>
      </Card>
      <p className="text-center text-sm text-ink-soft">
        {subject.kind === "factor_removal" ? t("closeRemoval") : t("close")}
      </p>
    </PageFrame>
  );
}
