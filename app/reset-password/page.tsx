import type { Metadata } from "next";
import { z } from "zod";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { passwordMinLength } from "@/lib/credentials/password-min-length";
import { getTranslations } from "@/lib/i18n/request-locale";
import {
  currentPasswordReset,
  findShownPasswordReset,
  isResetDone,
  resetEmailState,
} from "@/lib/password-reset/current-password-reset";
import { nextResetResendAt } from "@/lib/password-reset/resend-password-reset";
import { inspectResetLink } from "@/lib/password-reset/reset-password";
import { paths } from "@/lib/paths";
import { requestContext } from "@/lib/session/request-context";
import { RESET_LINK_LIFE_MS } from "@/lib/verification/lifetimes";
import { deadLink } from "../_links/dead-link";
import { linkHref, shownLink } from "../_links/link-shown";
import { EndPage } from "../_pages/end-page";
import { PageFrame } from "../_pages/page-frame";
import { PageTitle } from "../_pages/page-title";
import { strong } from "../_pages/strong";
import { CheckEmail } from "./check-email";
import { DeadResetLink } from "./dead-reset-link";
import { NewPasswordForm } from "./new-password-form";
import { REQUEST } from "./request-href";

export const metadata: Metadata = { title: null, referrer: "same-origin" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const REQUEST_LINK = { href: paths.forgotPassword, label: "requestLink" } as const;

/** Ends by the keys of their texts. */
const ends = {
  cancelled: { title: "cancelledTitle", text: "cancelledText", mark: "info", ...REQUEST_LINK },
  other: { title: "otherTitle", text: "otherText", mark: "info", ...REQUEST_LINK },
  done: { title: "doneTitle", text: "doneText", mark: "done", href: paths.signIn, label: "signIn" },
  none: { title: "noneTitle", text: "noneText", mark: "info", ...REQUEST_LINK },
} as const;

/** Where this page has nothing to offer, and what to do instead. */
async function ResetEnd({ end }: { end: keyof typeof ends }) {
  const t = await getTranslations("resetPassword");
  const { title, text, mark, href, label } = ends[end];
  return <EndPage title={t(title)} text={t(text)} mark={mark} href={href} label={t(label)} />;
}

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
  if (held === "other") return <EndPage {...await deadLink("reset-link", "other")} />;
  const token = held === "missing" ? null : held.token;
  const link = token === null || "sent" in query ? null : await inspectResetLink(token);
  if (link?.outcome === "live") {
    const t = await getTranslations("resetPassword");
    return (
      <PageFrame texts={["resetPasswordForm"]}>
        <PageTitle>{t("title")}</PageTitle>
        <PageHeading title={t("title")}>
          {t.rich("text", { address: link.address, strong })}
        </PageHeading>
        <Card>
          <NewPasswordForm
            linkId={link.verificationId}
            here={linkHref("reset-link", link.verificationId)}
            address={link.address}
            minLength={passwordMinLength()}
          />
        </Card>
      </PageFrame>
    );
  }
  const request = await openRequest(query);
  const isWaiting = request !== null && request.cancelledAt === null;
  const isDone = isWaiting && (await isResetDone(token, request.id));
  if (link)
    return (
      <DeadResetLink
        end={await deadLink("reset-link", link.outcome)}
        expiredId={link.outcome === "expired" ? link.verificationId : undefined}
        isWaiting={isWaiting && !isDone}
      />
    );
  if (isDone) return <ResetEnd end="done" />;
  if (isWaiting)
    return (
      <CheckEmail
        requestId={request.id}
        address={request.originalAddress}
        mail={await resetEmailState(request)}
        resendAllowedAt={await nextResetResendAt(request)}
        isResent={"resent" in query}
      />
    );
  if (!request && REQUEST in query) return <ResetEnd end="other" />;
  return <ResetEnd end={request ? "cancelled" : "none"} />;
}
