import "server-only";
import { notFound } from "next/navigation";
import { type Account, currentAccount } from "@/lib/session/current-account";
import { leadToSignIn } from "@/lib/session/require-account";
import { keepTyped } from "@/lib/session/typed-cookie";

/**
 * The operator who sent a form. Who has been signed out meanwhile comes back to the form's
 * page, and to the reason they typed there.
 */
export async function operatorActing(
  page: string,
  about: string | null,
  { reason }: Record<string, string>,
): Promise<Account> {
  const account = await currentAccount();
  // To everybody else who is signed in the operator's pages do not exist.
  if (account) return account.isOperator ? account : notFound();
  if (reason) await keepTyped(page, about, { reason });
  return leadToSignIn(page);
}
