"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { confirmWithNewPassword, confirmWithPassword } from "@/lib/registration/confirm-with-link";
import type { Credentials } from "@/lib/credentials/check-password";
import { findLiveUndo } from "@/lib/email-change/find-live-undo";
import { inspectRegistrationLink } from "@/lib/registration/inspect-registration-link";
import { replaceExpiredLink } from "@/lib/registration/resend-confirmation";
import { getTranslations } from "@/lib/i18n/request-locale";
import { knownPasswordSchema, newPasswordSchema } from "@/lib/request/form-schemas";
import { paths } from "@/lib/paths";
import { keepLinkToken } from "@/lib/session/link-cookie";
import { requestContext } from "@/lib/session/request-context";
import { startSession } from "@/lib/session/start-session";
import { linkToken } from "@/lib/verification/link-token";
import { buttonAction, formAction, type Refusal } from "../_forms/form-action";
import { tooMany } from "../_forms/too-many";
import { weakPassword } from "../_forms/password-errors";
import { redirectToLink, linkShown } from "../_links/link-shown";

const shown = linkShown("confirm-link");

async function letIn(credentials: Credentials): Promise<never> {
  redirect(await startSession(credentials, `${paths.account}?welcome`));
}

export const confirmEmail = formAction(
  shown,
  knownPasswordSchema,
  async ({ password }, { id, token }) => {
    const result = await confirmWithPassword(token, password, (await requestContext()).origin);
    if (result.outcome === "limited") return tooMany(result);
    if (result.outcome === "confirmed") return letIn(result.credentials);
    if (result.outcome === "wrong_password")
      return { fieldErrors: { password: (await getTranslations("confirm"))("wrongPassword") } };
    return redirectToLink("confirm-link", token, id);
  },
);

export const chooseNewPassword = formAction(
  shown,
  newPasswordSchema,
  async ({ password }, { id, token }): Promise<Refusal> => {
    const result = await confirmWithNewPassword(token, password, (await requestContext()).origin);
    if (result.outcome === "confirmed") return letIn(result.credentials);
    if (result.outcome === "limited") return tooMany(result);
    if (result.outcome === "weak_password") return weakPassword("password", result);
    return redirectToLink("confirm-link", token, id);
  },
);

/**
 * For who reads the mailbox that an account was moved away from: leads to where it is taken back.
 */
export const takeOldAccountBack = buttonAction(shown, async ({ id, token }) => {
  const now = new Date();
  const link = await inspectRegistrationLink(token, now);
  const undo = link.outcome === "live" && (await findLiveUndo(link.subject.address, now));
  if (!undo) return redirectToLink("confirm-link", token, id);
  await keepLinkToken("undo-link", linkToken("undo-link", undo));
  return redirect(paths.undo);
});

/** Sends a new email to whoever holds an expired link: they can read that mailbox. */
export const sendNewEmail = buttonAction(shown, async ({ id, token }) => {
  const result = await replaceExpiredLink(token, (await requestContext()).origin);
  after(publishOutboxSoon);
  return redirectToLink(
    "confirm-link",
    token,
    id,
    result.outcome === "requested" ? "sent" : "too-soon",
  );
});
