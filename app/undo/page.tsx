import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { SubmitButton } from "@/components/ui/submit-button";
import { inspectUndoLink } from "@/lib/email-change/undo";
import { AboutField } from "../_forms/about-field";
import { deadLinks } from "../_links/dead-links";
import { shownLink } from "../_links/link-shown";
import { EndPage } from "../_pages/end-page";
import { takeBack } from "./actions";
import { outcomes } from "./outcomes";
import { WhatWillHappen } from "./what-will-happen";

export const metadata: Metadata = { title: "Undo", referrer: "same-origin" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function UndoPage({ searchParams }: Props) {
  const query = await searchParams;
  const outcome = Object.entries(outcomes).find(([name]) => name === query.done)?.[1];
  if (outcome) return <EndPage {...outcome} />;
  const held = await shownLink("undo-link", query);
  if (typeof held === "string") return <EndPage {...deadLinks["undo-link"][held]} />;
  const link = await inspectUndoLink(held.token);
  if (link.outcome !== "live") return <EndPage {...deadLinks["undo-link"][link.outcome]} />;
  const { verificationId, subject } = link;
  // Withdrawn, disowned in the new mailbox or overtaken by a new password.
  if (
    subject.kind === "address_change" &&
    !subject.change.confirmedAt &&
    subject.change.cancelledAt
  )
    return <EndPage {...outcomes.cancelled} />;
  const isDeletion = subject.kind === "deletion";
  return (
    <PageShell>
      <PageHeading title={isDeletion ? "Keep your account?" : "Undo the change of your address?"} />
      <Card>
        <WhatWillHappen undoable={subject} />
        <form action={takeBack}>
          <AboutField id={verificationId} />
          <SubmitButton pendingLabel={isDeletion ? "Keeping it…" : "Undoing…"}>
            {isDeletion ? "Keep my account" : "Undo the change"}
          </SubmitButton>
        </form>
      </Card>
      <p className="text-sm text-ink-soft">
        If everything is as you want it, close this page: nothing happens.
      </p>
    </PageShell>
  );
}
