import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { SubmitButton } from "@/components/ui/submit-button";
import { inspectEmailChangeLink } from "@/lib/email-change/confirm-email-change";
import { currentAccount } from "@/lib/session/current-account";
import { AboutField } from "../_forms/about-field";
import { deadLinks } from "../_links/dead-links";
import { linkHref, shownLink } from "../_links/link-shown";
import { EndPage } from "../_pages/end-page";
import { Moment } from "../_pages/moment";
import { useThisAddress } from "./actions";
import { PasswordForm } from "./password-form";

export const metadata: Metadata = { title: "Confirm your new address", referrer: "same-origin" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ConfirmAddressPage({ searchParams }: Props) {
  const query = await searchParams;
  const held = await shownLink("change-link", query);
  if (typeof held === "string") return <EndPage {...deadLinks["change-link"][held]} />;
  const link = await inspectEmailChangeLink(held.token);
  if (link.outcome !== "live") return <EndPage {...deadLinks["change-link"][link.outcome]} />;
  const { verificationId, subject: change } = link;
  const { userId, newOriginalAddress, createdAt } = change;
  const isOwner = (await currentAccount())?.userId === userId;
  return (
    <PageShell>
      <PageHeading title="Use this address for your account?">
        On <Moment at={createdAt} /> somebody asked to move {isOwner ? "your" : "their"} account to{" "}
        <strong className="font-semibold text-ink">{newOriginalAddress}</strong>. From then on{" "}
        {isOwner ? "you" : "they"} sign in with it.
      </PageHeading>
      {"password-needed" in query && !isOwner && (
        <Alert tone="warning" title="You’re not signed in to that account any more">
          Nothing was changed. Enter its password to go on.
        </Alert>
      )}
      <Card>
        {isOwner ? (
          <form action={useThisAddress}>
            <AboutField id={verificationId} />
            <SubmitButton pendingLabel="Moving your account…">Use this address</SubmitButton>
          </form>
        ) : (
          <PasswordForm linkId={verificationId} here={linkHref("change-link", verificationId)} />
        )}
      </Card>
      <p className="text-sm text-ink-soft">
        If you did not ask for this, close this page: nothing happens.
      </p>
    </PageShell>
  );
}
