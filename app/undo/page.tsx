import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { SubmitButton } from "@/components/ui/submit-button";
import { inspectUndoLink } from "@/lib/accounts/undo";
import { linkTokenOf } from "@/lib/session/link-cookie";
import { deadLinks } from "../_links/dead-links";
import { EndPage } from "../_pages/end-page";
import { takeBack } from "./actions";
import { outcomes } from "./outcomes";
import { WhatWillHappen } from "./what-will-happen";

export const metadata: Metadata = { title: "Undo", referrer: "same-origin" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function UndoPage({ searchParams }: Props) {
  const { done } = await searchParams;
  const outcome = Object.entries(outcomes).find(([name]) => name === done)?.[1];
  if (outcome) return <EndPage {...outcome} />;
  const token = await linkTokenOf("undo");
  if (!token) return <EndPage {...deadLinks.undo.missing} />;
  const link = await inspectUndoLink(token);
  if (link.outcome !== "live") return <EndPage {...deadLinks.undo[link.outcome]} />;
  // Withdrawn, disowned in the new mailbox or overtaken by a new password.
  if (link.kind === "address_change" && !link.change.confirmedAt && link.change.cancelledAt)
    return <EndPage {...outcomes.cancelled} />;
  const isDeletion = link.kind === "deletion";
  return (
    <PageShell>
      <PageHeading title={isDeletion ? "Keep your account?" : "Undo the change of your address?"} />
      <Card>
        <WhatWillHappen undoable={link} />
        <form action={takeBack}>
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
