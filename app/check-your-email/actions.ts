"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { correctAddress } from "@/lib/accounts/correct-address";
import { confirmByCode } from "@/lib/accounts/confirm-by-code";
import { handOver } from "@/lib/accounts/hand-over";
import { resendConfirmation } from "@/lib/accounts/resend-confirmation";
import { addressSchema, codeSchema } from "@/lib/accounts/schemas";
import { paths } from "@/lib/paths";
import { browserKeyHash } from "@/lib/session/browser-key";
import { refuseAsTooMany } from "@/lib/session/refuse-as-too-many";
import { requestOrigin } from "@/lib/session/request-origin";
import { startSession } from "@/lib/session/start-session";
import { formAction } from "../_forms/form-action";
import type { FormState } from "../_forms/form-state";
import { inWords } from "../_forms/in-words";
import { tooMany } from "../_forms/too-many";

const NO_REGISTRATION = "This browser has no registration that waits. Please register again.";

export const enterCode = formAction(codeSchema, async ({ code }) => {
  const key = await browserKeyHash();
  const result = key
    ? await confirmByCode(key, code, await requestOrigin())
    : { outcome: "no_registration" as const };
  switch (result.outcome) {
    case "confirmed":
      return redirect(await startSession(result.credentials, `${paths.account}?welcome`));
    case "already_confirmed":
      return redirect(paths.checkYourEmail);
    case "no_registration":
      return { refusal: NO_REGISTRATION };
    case "undo_first":
      return {
        refusal:
          "This address belonged to an account until a few days ago. Please open the link in our email instead of typing the code: there you can take that account back, or start a new one.",
      };
    case "code_dead":
      return {
        fieldErrors: {
          code: "This code no longer works. Press “Resend email” for a mail with a new one.",
        },
      };
    case "wrong_code":
      return { fieldErrors: { code: wrongCode(result.attemptsLeft) } };
    case "limited":
      return tooMany(result);
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
  const result = key
    ? await resendConfirmation(key, await requestOrigin())
    : { outcome: "no_registration" as const };
  switch (result.outcome) {
    case "requested":
      after(publishOutboxSoon);
      return redirect(paths.checkYourEmail);
    case "no_registration":
      return { ...blank, refusal: NO_REGISTRATION };
    case "limited":
      return { ...blank, ...(await tooMany(result)) };
    case "too_soon": {
      await refuseAsTooMany(result.allowedAt);
      const wait = inWords(result.allowedAt.getTime() - Date.now());
      return {
        ...blank,
        refusal: `The last mail is on its way. You can ask for another in ${wait}.`,
      };
    }
  }
}

export const changeAddress = formAction(addressSchema, async ({ email }) => {
  const key = await browserKeyHash();
  const result = key
    ? await correctAddress({ ...email, browserKeyHash: key, origin: await requestOrigin() })
    : { outcome: "no_registration" as const };
  switch (result.outcome) {
    case "corrected":
      after(publishOutboxSoon);
      return redirect(paths.checkYourEmail);
    case "confirmed":
      return redirect(paths.checkYourEmail);
    case "same_address":
      return { fieldErrors: { email: "This is the address the mail went to." } };
    case "too_often":
      return redirect(`${paths.register}?again`);
    case "no_registration":
      return { refusal: NO_REGISTRATION };
    case "limited":
      return tooMany(result);
  }
});

/** Lets the waiting browser in once its registration was confirmed on another device. */
export async function comeIn(): Promise<void> {
  const key = await browserKeyHash();
  const handed = key && (await handOver(key));
  if (!handed) redirect(paths.checkYourEmail);
  redirect(await startSession(handed, `${paths.account}?welcome`));
}
