import "server-only";
import { notFound } from "next/navigation";
import { type Account, currentAccount } from "@/lib/session/current-account";
import {
  hasOperatorFactor,
  leadToConfirmIdentity,
  leadToSignIn,
  requireOperatorFactor,
} from "@/lib/session/require-account";
import { keepTyped } from "@/lib/session/typed-cookie";

/**
 * The operator who sent a form, who proved the password within two hours. Who has to sign in or
 * to prove it comes back to the form's page, and to the reason they typed there.
 */
export async function operatorActing(
  page: string,
  about: string | null,
  { reason }: Record<string, string>,
): Promise<Account> {
  const account = await currentAccount();
  // To everybody else who is signed in the operator's pages do not exist.
  if (account && !account.isOperator) return notFound();
  // What an operator does must not be done by whoever finds a browser open.
  if (account?.isFresh && hasOperatorFactor(account)) return account;
  if (reason) await keepTyped(page, about, { reason });
  if (!account) return leadToSignIn(page);
  requireOperatorFactor(account, page);
  return leadToConfirmIdentity(page);
}
