import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import {
  currentPasswordReset,
  isResetDone,
  resetMailState,
} from "@/lib/accounts/current-password-reset";
import { inspectResetLink } from "@/lib/accounts/reset-password";
import { paths } from "@/lib/paths";
import { browserKeyHash } from "@/lib/session/browser-key";
import { linkTokenOf } from "@/lib/session/link-cookie";
import { RESET_LINK_LIFE_MS } from "@/lib/verification/lifetimes";
import { deadLinks } from "../_links/dead-links";
import { EndPage } from "../_pages/end-page";
import { CheckEmail } from "./check-email";
import { DeadResetLink } from "./dead-reset-link";
import { NewPasswordForm } from "./new-password-form";

export const metadata: Metadata = { title: "Choose a new password", referrer: "same-origin" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const AGAIN = { href: paths.forgotPassword, label: "Ask for a mail" };
const ends = {
  cancelled: {
    title: "This request was cancelled",
    text: "Whoever reads mail at this address said that they did not ask for a new password. If it is your address, ask again.",
    ...AGAIN,
  },
  done: {
    title: "Your password is changed",
    text: "This request has done its work, so no email comes for it any more. Sign in with the new password.",
    href: paths.signIn,
    label: "Sign in",
  },
  none: {
    title: "Ask for a mail first",
    text: "A new password is chosen with the link or the code in a mail. Codes work in the browser in which the mail was asked for, for an hour.",
    ...AGAIN,
  },
};

/** The mail that was asked for in this browser, while it may still be of use. */
async function openRequest() {
  const key = await browserKeyHash();
  const request = key && (await currentPasswordReset(key));
  if (!request || request.createdAt.getTime() < Date.now() - RESET_LINK_LIFE_MS) return null;
  return request;
}

export default async function ResetPasswordPage({ searchParams }: Props) {
  // Right after a mail was asked for, an older link is of no interest.
  const held = await linkTokenOf("reset-password");
  const token = "sent" in (await searchParams) ? null : held;
  const link = token ? await inspectResetLink(token) : null;
  if (link?.outcome === "live")
    return (
      <PageShell>
        <PageHeading title="Choose a new password">
          For the account of <strong className="font-semibold text-ink">{link.address}</strong>. You
          are then signed out everywhere and sign in with it.
        </PageHeading>
        <Card>
          <NewPasswordForm address={link.address} />
        </Card>
      </PageShell>
    );
  const request = await openRequest();
  const isWaiting = request !== null && request.cancelledAt === null;
  const isDone = isWaiting && (await isResetDone(held, request.id));
  if (link)
    return (
      <DeadResetLink
        end={deadLinks["reset-password"][link.outcome]}
        isWaiting={isWaiting && !isDone}
      />
    );
  if (isDone) return <EndPage {...ends.done} />;
  if (isWaiting)
    return <CheckEmail address={request.originalAddress} mail={await resetMailState(request)} />;
  return <EndPage {...(request ? ends.cancelled : ends.none)} />;
}
