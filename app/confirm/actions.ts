"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { confirmWithNewPassword, confirmWithPassword } from "@/lib/accounts/confirm-by-link";
import type { Credentials } from "@/lib/accounts/credentials";
import { findLiveUndo } from "@/lib/accounts/find-live-undo";
import { inspectRegistrationLink } from "@/lib/accounts/registration-link";
import { replaceExpiredLink } from "@/lib/accounts/resend-confirmation";
import { knownPasswordSchema, newPasswordSchema } from "@/lib/accounts/schemas";
import { paths } from "@/lib/paths";
import { keepLinkToken, linkTokenOf } from "@/lib/session/link-cookie";
import { requestOrigin } from "@/lib/session/request-origin";
import { startSession } from "@/lib/session/start-session";
import { linkToken } from "@/lib/verification/link-token";
import { formAction } from "../_forms/form-action";
import { tooMany } from "../_forms/too-many";

async function letIn(credentials: Credentials): Promise<never> {
  redirect(await startSession(credentials, `${paths.account}?welcome`));
}

export const confirmEmail = formAction(knownPasswordSchema, async ({ password }) => {
  const token = (await linkTokenOf("confirm")) ?? "";
  const result = await confirmWithPassword(token, password, await requestOrigin());
  if (result.outcome === "limited") return tooMany(result);
  if (result.outcome === "confirmed") return letIn(result.credentials);
  if (result.outcome === "wrong_password")
    return {
      fieldErrors: {
        password:
          "This is not the password of this registration. Try again, or choose a new one below.",
      },
    };
  return redirect(paths.confirm);
});

export const chooseNewPassword = formAction(newPasswordSchema, async ({ password }) => {
  const token = (await linkTokenOf("confirm")) ?? "";
  const result = await confirmWithNewPassword(token, password, await requestOrigin());
  if (result.outcome === "confirmed") return letIn(result.credentials);
  if (result.outcome === "limited") return tooMany(result);
  if (result.outcome === "weak_password") return { fieldErrors: { password: result.advice } };
  return redirect(paths.confirm);
});

/** For who reads the mailbox that an account was moved away from: leads to where it is taken back. */
export async function takeOldAccountBack(): Promise<void> {
  const now = new Date();
  const link = await inspectRegistrationLink((await linkTokenOf("confirm")) ?? "", now);
  const undo = link.state === "live" && (await findLiveUndo(link.registration.address, now));
  if (!undo) redirect(paths.confirm);
  await keepLinkToken("undo", linkToken("undo-link", undo));
  redirect(paths.undo);
}

/** Sends a new mail to whoever holds an expired link: they can read that mailbox. */
export async function sendNewMail(): Promise<void> {
  const token = (await linkTokenOf("confirm")) ?? "";
  const result = await replaceExpiredLink(token, await requestOrigin());
  after(publishOutboxSoon);
  redirect(`${paths.confirm}?${result.outcome === "requested" ? "sent" : "too-soon"}`);
}
