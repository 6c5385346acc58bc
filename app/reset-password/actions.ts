"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { exchangeResetCode } from "@/lib/password-reset/exchange-reset-code";
import { requestNewResetLink } from "@/lib/password-reset/request-password-reset";
import { resendPasswordReset } from "@/lib/password-reset/resend-password-reset";
import { resetPassword } from "@/lib/password-reset/reset-password";
import { getTranslations } from "@/lib/i18n/request-locale";
import { newPasswordSchema, resetCodeSchema } from "@/lib/request/form-schemas";
import { paths } from "@/lib/paths";
import { requestContext, requestContextWithKey } from "@/lib/session/request-context";
import { forgetLinkTokens, keepLinkToken } from "@/lib/session/link-cookie";
import { tooSoon } from "../_email/too-soon";
import { buttonAction, formAction, type Refusal } from "../_forms/form-action";
import { tooMany } from "../_forms/too-many";
import { weakPassword } from "../_forms/password-errors";
import { redirectToLink, linkShown } from "../_links/link-shown";
import { leadToOtherRequest, requestShown } from "./request-shown";

const shown = linkShown("reset-link");

export const setNewPassword = formAction(
  shown,
  newPasswordSchema,
  async ({ password }, { id, token }): Promise<Refusal> => {
    const { origin, browserKeyHash } = await requestContextWithKey();
    const result = await resetPassword(token, password, { ...origin, browserKeyHash });
    switch (result.outcome) {
      case "weak_password":
        return weakPassword("password", result);
      case "limited":
        return tooMany(result);
      case "reset":
        // The used token stays: by it this browser, and no other, is told that the reset is done.
        after(publishOutboxSoon);
        return redirect(`${paths.signIn}?reset`);
      case "used":
      case "void":
      case "expired":
      case "tampered":
      case "foreign":
      case "unknown":
        return redirectToLink("reset-link", token, id);
    }
  },
);

export const enterCode = formAction(requestShown, resetCodeSchema, async ({ code }, request) => {
  const result = await exchangeResetCode(request, code, (await requestContext()).origin);
  switch (result.outcome) {
    case "accepted":
      await keepLinkToken("reset-link", result.token);
      return redirect(paths.resetPassword);
    case "wrong_code":
      return { fieldErrors: { code: await wrongCode(result.attemptsLeft) } };
    case "code_dead":
      return { fieldErrors: { code: (await getTranslations("resetPassword"))("codeDead") } };
    case "no_request":
      return leadToOtherRequest(request.passwordResetId);
    case "limited":
      return tooMany(result);
  }
});

export const resend = formAction(
  requestShown,
  z.object({}),
  async (_nothing, request): Promise<Refusal> => {
    const result = await resendPasswordReset(request, await requestContext());
    switch (result.outcome) {
      case "requested":
        // As on "Forgot password?": whoever asks anew is done with the link of an older email.
        await forgetLinkTokens("reset-link");
        after(publishOutboxSoon);
        return redirect(`${paths.resetPassword}?sent&resent`);
      case "no_request":
        return leadToOtherRequest(request.passwordResetId);
      case "limited":
        return tooMany(result);
      case "too_soon":
        return tooSoon(result.allowedAt);
    }
  },
);

/** Sends a new email to whoever holds an expired link: they can read that mailbox. */
export const sendNewLink = buttonAction(shown, async ({ id, token }) => {
  const result = await requestNewResetLink(token, await requestContextWithKey());
  if (!result) return redirectToLink("reset-link", token, id);
  // That page's form says when it is possible again.
  if (result.outcome === "limited") return redirect(paths.forgotPassword);
  await forgetLinkTokens("reset-link");
  after(publishOutboxSoon);
  return redirect(`${paths.resetPassword}?sent`);
});

async function wrongCode(attemptsLeft: number): Promise<string> {
  const t = await getTranslations("resetPassword");
  return attemptsLeft === 0 ? t("lastCodeWrong") : t("wrongCode", { attemptsLeft });
}
