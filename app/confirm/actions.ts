"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { confirmWithNewPassword, confirmWithPassword } from "@/lib/accounts/confirm-by-link";
import { replaceExpiredLink } from "@/lib/accounts/resend-confirmation";
import { confirmWithNewPasswordSchema, confirmWithPasswordSchema } from "@/lib/accounts/schemas";
import { paths } from "@/lib/paths";
import { linkTokenOf } from "@/lib/session/link-cookie";
import { startSession } from "@/lib/session/start-session";
import { formAction } from "../_forms/form-action";

async function letIn(userId: string): Promise<never> {
  await startSession(userId);
  redirect(`${paths.account}?welcome`);
}

export const confirmEmail = formAction(confirmWithPasswordSchema, async ({ password }) => {
  const result = await confirmWithPassword((await linkTokenOf("confirm")) ?? "", password);
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

export const chooseNewPassword = formAction(confirmWithNewPasswordSchema, async ({ password }) => {
  const result = await confirmWithNewPassword((await linkTokenOf("confirm")) ?? "", password);
  if (result.outcome === "confirmed") return letIn(result.userId);
  if (result.outcome === "weak_password") return { fieldErrors: { password: result.advice } };
  return redirect(paths.confirm);
});

/** Sends a new mail to whoever holds an expired link: they can read that mailbox. */
export async function sendNewMail(): Promise<void> {
  const result = await replaceExpiredLink((await linkTokenOf("confirm")) ?? "");
  after(publishOutboxSoon);
  redirect(`${paths.confirm}?${result.outcome === "too_soon" ? "too-soon" : "sent"}`);
}
