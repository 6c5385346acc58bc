"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { confirmAddressChange } from "@/lib/accounts/confirm-address-change";
import { knownPasswordSchema } from "@/lib/accounts/schemas";
import { paths } from "@/lib/paths";
import { currentAccount } from "@/lib/session/current-account";
import { forgetLinkToken, linkTokenOf } from "@/lib/session/link-cookie";
import { requestOrigin } from "@/lib/session/request-origin";
import { formAction } from "../_forms/form-action";
import { tooMany } from "../_forms/too-many";

async function confirm(password: string | null) {
  const token = (await linkTokenOf("confirm-address")) ?? "";
  const userId = (await currentAccount())?.userId ?? null;
  return confirmAddressChange(token, { userId, password }, await requestOrigin());
}

async function leave(to: string, isTokenKept = false): Promise<never> {
  if (!isTokenKept) await forgetLinkToken("confirm-address");
  after(publishOutboxSoon);
  redirect(to);
}

/** For whoever is signed in to the account. Who is not any more is asked for its password. */
export async function useThisAddress(): Promise<void> {
  const { outcome } = await confirm(null);
  if (outcome === "changed") await leave(`${paths.accountAddress}?changed`);
  redirect(paths.confirmAddress);
}

export const provePassword = formAction(knownPasswordSchema, async ({ password }) => {
  const result = await confirm(password);
  switch (result.outcome) {
    case "changed":
      // Kept while somebody else is signed in here: the next page says whose address it was.
      return leave(`${paths.signIn}?address-changed`, (await currentAccount()) !== null);
    case "wrong_password":
      return { fieldErrors: { password: "This is not the password of that account." } };
    case "limited":
      return tooMany(result);
    case "used":
    case "void":
    case "expired":
    case "tampered":
    case "foreign":
    case "unknown":
      return redirect(paths.confirmAddress);
  }
});
