import "server-only";
import { notFound, redirect } from "next/navigation";
import { log } from "../log";
import { paths } from "../paths";
import { currentAccount, type Account } from "./current-account";

/** Pages of an account that somebody may be led back to: nothing else is ever redirected to. */
const RETURN_PATHS: readonly string[] = [
  paths.account,
  paths.accountAddress,
  paths.accountPassword,
  paths.accountSessions,
  paths.accountActivity,
  paths.accountData,
  paths.accountDelete,
  paths.operator,
];

/** Where to lead somebody back to; the account itself for anything that is no page of it. */
export function returnPath(wanted: string | string[] | null | undefined): string {
  return RETURN_PATHS.find((path) => path === wanted) ?? paths.account;
}

/** Who is signed in; anybody else is led to sign in, and back to `path` afterwards. */
export async function requireAccount(path: string): Promise<Account> {
  const account = await currentAccount();
  const next = path === paths.account ? "" : `?next=${path}`;
  return account ?? redirect(`${paths.signIn}${next}`);
}

/** The same, and the password was proved within ten minutes; else it is asked for again. */
export async function requireFreshAccount(path: string): Promise<Account> {
  const account = await requireAccount(path);
  return account.isFresh ? account : redirect(`${paths.confirmIdentity}?next=${path}`);
}

/**
 * The operator of this request. To everybody else who is signed in the page does not exist.
 *
 * @param path where to lead somebody back to who has to sign in first
 */
export async function requireOperator(path: string): Promise<Account> {
  const account = await requireAccount(path);
  if (account.isOperator) return account;
  // Somebody may be trying doors (OWASP ASVS 16.3.2).
  log.warn({ userId: account.userId, path }, "a page for operators was refused to somebody else");
  return notFound();
}
