"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { confirmWithNewPassword, confirmWithPassword } from "@/lib/accounts/confirm-by-link";
import { replaceExpiredLink } from "@/lib/accounts/resend-confirmation";
import { knownPasswordSchema, newPasswordSchema } from "@/lib/accounts/schemas";
import { paths } from "@/lib/paths";
import { linkTokenOf } from "@/lib/session/link-cookie";
import { requestOrigin } from "@/lib/session/request-origin";
import { startSession } from "@/lib/session/start-session";
import { formAction } from "../_forms/form-action";
import { tooMany } from "../_forms/too-many";

async function letIn(userId: string): Promise<never> {
  await startSession(userId);
  redirect(`${paths.account}?welcome`);
}

export const confirmEmail = formAction(knownPasswordSchema, async ({ password }) => {
  const token = (await linkTokenOf("confirm")) ?? "";
  const result = await confirmWithPassword(token, password, await requestOrigin());
  if (result.outcome === "limited") return tooMany(result);
  if (result.outcome === "confirmed") return letIn(result.userId);
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
  if (result.outcome === "confirmed") return letIn(result.userId);
  if (result.outcome === "weak_password") return { fieldErrors: { password: result.advice } };
  return redirect(paths.confirm);
});

/** Sends a new mail to whoever holds an expired link: they can read that mailbox. */
export async function sendNewMail(): Promise<void> {
  const token = (await linkTokenOf("confirm")) ?? "";
  const result = await replaceExpiredLink(token, await requestOrigin());
  after(publishOutboxSoon);
  redirect(`${paths.confirm}?${result.outcome === "requested" ? "sent" : "too-soon"}`);
}
