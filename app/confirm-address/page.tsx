import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { SubmitButton } from "@/components/ui/submit-button";
import { inspectAddressChangeLink } from "@/lib/accounts/confirm-address-change";
import { currentAccount } from "@/lib/session/current-account";
import { linkTokenOf } from "@/lib/session/link-cookie";
import { deadLinks } from "../_links/dead-links";
import { EndPage } from "../_pages/end-page";
import { Moment } from "../_pages/moment";
import { useThisAddress } from "./actions";
import { PasswordForm } from "./password-form";

export const metadata: Metadata = { title: "Confirm your new address", referrer: "same-origin" };

export default async function ConfirmAddressPage() {
  const token = await linkTokenOf("confirm-address");
  if (!token) return <EndPage {...deadLinks["confirm-address"].missing} />;
  const link = await inspectAddressChangeLink(token);
  if (link.outcome !== "live") return <EndPage {...deadLinks["confirm-address"][link.outcome]} />;
  const { userId, newOriginalAddress, createdAt } = link.change;
  const isOwner = (await currentAccount())?.userId === userId;
  return (
    <PageShell>
      <PageHeading title="Use this address for your account?">
        On <Moment at={createdAt} /> somebody asked to move {isOwner ? "your" : "their"} account to{" "}
        <strong className="font-semibold text-ink">{newOriginalAddress}</strong>. From then on{" "}
        {isOwner ? "you" : "they"} sign in with it.
      </PageHeading>
      <Card>
        {isOwner ? (
          <form action={useThisAddress}>
            <SubmitButton pendingLabel="Moving your account…">Use this address</SubmitButton>
          </form>
        ) : (
          <PasswordForm />
        )}
      </Card>
      <p className="text-sm text-ink-soft">
        If you did not ask for this, close this page: nothing happens.
      </p>
    </PageShell>
  );
}
