import type { Metadata } from "next";
import { z } from "zod";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import {
  currentPasswordReset,
  findShownPasswordReset,
  isResetDone,
  resetEmailState,
} from "@/lib/password-reset/current-password-reset";
import { inspectResetLink } from "@/lib/password-reset/reset-password";
import { paths } from "@/lib/paths";
import { requestContext } from "@/lib/session/request-context";
import { RESET_LINK_LIFE_MS } from "@/lib/verification/lifetimes";
import { deadLinks } from "../_links/dead-links";
import { linkHref, shownLink } from "../_links/link-shown";
import { EndPage } from "../_pages/end-page";
import { CheckEmail } from "./check-email";
import { DeadResetLink } from "./dead-reset-link";
import { NewPasswordForm } from "./new-password-form";
import { REQUEST } from "./request-href";

export const metadata: Metadata = { title: "Choose a new password", referrer: "same-origin" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const AGAIN = { href: paths.forgotPassword, label: "Ask for a mail" };
const ends = {
  cancelled: {
    title: "This request was cancelled",
    text: "Whoever reads mail at this address said that they did not ask for a new password. If it is your address, ask again.",
    ...AGAIN,
  },
  other: {
    title: "This page was about another email",
    text: "This browser did not ask for it, or that is too long ago. Nothing was changed. Open the link in the email, or ask for another.",
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
    text: "A new password is chosen with the link or the code in a mail. Codes work in the browser in which the email was asked for, for an hour. If you have just asked here, your browser refuses cookies: allow them for this site, or use another browser.",
    ...AGAIN,
  },
};

type Query = Awaited<Props["searchParams"]>;

const id = z.uuid();

/**
 * The request for a new password that the page is about, while it may still be of use: the one
 * that is named, else the newest of this browser.
 */
async function openRequest(query: Query) {
  const { browserKeyHash: browserKey } = await requestContext();
  const named = REQUEST in query ? (id.safeParse(query[REQUEST]).data ?? null) : undefined;
  if (!browserKey || named === null) return null;
  const request = named
    ? await findShownPasswordReset({ browserKeyHash: browserKey, passwordResetId: named })
    : await currentPasswordReset(browserKey);
  if (!request || request.createdAt.getTime() < Date.now() - RESET_LINK_LIFE_MS) return null;
  return request;
}

export default async function ResetPasswordPage({ searchParams }: Props) {
  const query = await searchParams;
  // Right after an email was asked for, an older link is of no interest.
  const held = await shownLink("reset-link", query);
  if (held === "other") return <EndPage {...deadLinks["reset-link"].other} />;
  const token = held === "missing" ? null : held.token;
  const link = token === null || "sent" in query ? null : await inspectResetLink(token);
  if (link?.outcome === "live")
    return (
      <PageShell>
        <PageHeading title="Choose a new password">
          For the account of <strong className="font-semibold text-ink">{link.address}</strong>. You
          are then signed out everywhere and sign in with it.
        </PageHeading>
        <Card>
          <NewPasswordForm
            linkId={link.verificationId}
            here={linkHref("reset-link", link.verificationId)}
            address={link.address}
          />
        </Card>
      </PageShell>
    );
  const request = await openRequest(query);
  const isWaiting = request !== null && request.cancelledAt === null;
  const isDone = isWaiting && (await isResetDone(token, request.id));
  if (link)
    return (
      <DeadResetLink end={deadLinks["reset-link"][link.outcome]} isWaiting={isWaiting && !isDone} />
    );
  if (isDone) return <EndPage {...ends.done} />;
  if (isWaiting)
    return (
      <CheckEmail
        requestId={request.id}
        address={request.originalAddress}
        mail={await resetEmailState(request)}
      />
    );
  if (!request && REQUEST in query) return <EndPage {...ends.other} />;
  return <EndPage {...(request ? ends.cancelled : ends.none)} />;
}
