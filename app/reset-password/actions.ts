"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { exchangeResetCode } from "@/lib/accounts/exchange-reset-code";
import { resetPassword } from "@/lib/accounts/reset-password";
import { newPasswordSchema, resetCodeSchema } from "@/lib/accounts/schemas";
import { paths } from "@/lib/paths";
import { browserKeyHash, ensureBrowserKey } from "@/lib/session/browser-key";
import { currentAccount } from "@/lib/session/current-account";
import { forgetLinkToken, keepLinkToken, linkTokenOf } from "@/lib/session/link-cookie";
import { requestOrigin } from "@/lib/session/request-origin";
import { formAction } from "../_forms/form-action";
import { tooMany } from "../_forms/too-many";

export const setNewPassword = formAction(newPasswordSchema, async ({ password }) => {
  const token = (await linkTokenOf("reset-password")) ?? "";
  const chooser = { ...(await requestOrigin()), browserKeyHash: await ensureBrowserKey() };
  const result = await resetPassword(token, password, chooser);
  switch (result.outcome) {
    case "weak_password":
      return { fieldErrors: { password: result.advice } };
    case "limited":
      return tooMany(result);
    case "reset":
      // Kept while somebody else is signed in here: the next page says whose password it was.
      if (!(await currentAccount())) await forgetLinkToken("reset-password");
      after(publishOutboxSoon);
      return redirect(`${paths.signIn}?reset`);
    case "used":
    case "void":
    case "expired":
    case "tampered":
    case "foreign":
    case "unknown":
      return redirect(paths.resetPassword);
  }
});

export const enterCode = formAction(resetCodeSchema, async ({ code }) => {
  const key = await browserKeyHash();
  const result = key
    ? await exchangeResetCode(key, code, await requestOrigin())
    : { outcome: "no_request" as const };
  switch (result.outcome) {
    case "accepted":
      await keepLinkToken("reset-password", result.token);
      return redirect(paths.resetPassword);
    case "wrong_code":
      return { fieldErrors: { code: wrongCode(result.attemptsLeft) } };
    case "code_dead":
      return { fieldErrors: { code: "This code no longer works. Send another mail." } };
    case "no_request":
      return { refusal: "This browser asked for no mail. Please start again below." };
    case "limited":
      return tooMany(result);
  }
});

function wrongCode(attemptsLeft: number): string {
  if (attemptsLeft === 0)
    return "That was not the code, and it no longer works. Send another mail.";
  return `That is not the code. Check the newest mail; ${attemptsLeft} ${attemptsLeft === 1 ? "try is" : "tries are"} left.`;
}
