"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { confirmByCode } from "@/lib/accounts/confirm-by-code";
import { handOver } from "@/lib/accounts/hand-over";
import { resendConfirmation } from "@/lib/accounts/resend-confirmation";
import { codeSchema } from "@/lib/accounts/schemas";
import { SECOND } from "@/lib/clock";
import { paths } from "@/lib/paths";
import { browserKeyHash } from "@/lib/session/browser-key";
import { startSession } from "@/lib/session/start-session";
import { formAction } from "../_forms/form-action";
import type { FormState } from "../_forms/form-state";

const NO_REGISTRATION = "This browser has no registration that waits. Please register again.";

export const enterCode = formAction(codeSchema, async ({ code }) => {
  const key = await browserKeyHash();
  const result = key ? await confirmByCode(key, code) : { outcome: "no_registration" as const };
  switch (result.outcome) {
    case "confirmed":
      await startSession(result.userId);
      return redirect(`${paths.account}?welcome`);
    case "already_confirmed":
      return redirect(paths.checkYourEmail);
    case "no_registration":
      return { refusal: NO_REGISTRATION };
    case "code_dead":
      return {
        fieldErrors: {
          code: "This code no longer works. Press “Resend email” for a mail with a new one.",
        },
      };
    case "wrong_code":
      return { fieldErrors: { code: wrongCode(result.attemptsLeft) } };
  }
});

function wrongCode(attemptsLeft: number): string {
  if (attemptsLeft === 0)
    return "That was not the code, and it no longer works. Press “Resend email” for a new one.";
  return `That is not the code. Check the newest mail; ${attemptsLeft} ${attemptsLeft === 1 ? "try is" : "tries are"} left.`;
}

export async function resend(_previous: FormState): Promise<FormState> {
  const blank = { fieldErrors: {}, values: {} };
  const key = await browserKeyHash();
  const result = key ? await resendConfirmation(key) : { outcome: "no_registration" as const };
  switch (result.outcome) {
    case "requested":
      after(publishOutboxSoon);
      return redirect(paths.checkYourEmail);
    case "no_registration":
      return { ...blank, refusal: NO_REGISTRATION };
    case "too_soon": {
      const seconds = Math.ceil((result.allowedAt.getTime() - Date.now()) / SECOND);
      return {
        ...blank,
        refusal: `The last mail is on its way. You can ask for another in ${inWords(seconds)}.`,
      };
    }
  }
}

function inWords(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

/** Lets the waiting browser in once its registration was confirmed on another device. */
export async function comeIn(): Promise<void> {
  const key = await browserKeyHash();
  const handed = key && (await handOver(key));
  if (!handed) redirect(paths.checkYourEmail);
  await startSession(handed.userId);
  redirect(`${paths.account}?welcome`);
}
