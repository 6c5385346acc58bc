import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { env } from "../env";
import { log } from "../log";
import { paths } from "../paths";
import { requestContext } from "./request-context";
import { currentAccount, type Account } from "./current-account";

/** Pages of an account that somebody may be led back to: nothing else is ever redirected to. */
const RETURN_PATHS: readonly string[] = [
  paths.account,
  paths.accountAddress,
  paths.accountPassword,
  paths.accountSecurity,
  paths.accountSecurityApp,
  paths.accountSecurityPasskeys,
  paths.accountSecurityPhone,
  paths.accountSecurityCodes,
  paths.accountSessions,
  paths.accountActivity,
  paths.accountData,
  paths.accountDataConfirmed,
  paths.accountDelete,
  paths.operator,
];

/** A page of the operator's, with its query: no host, no "//", no backslash can be in it. */
const OPERATOR_PAGE = /^\/operator(\/[\w-]+)*(\?[\w.*%+=&-]*)?$/;

/** Where to lead somebody back to; the account itself for anything that is no page of it. */
export function returnPath(wanted: string | string[] | null | undefined): string {
  if (typeof wanted !== "string") return paths.account;
  return RETURN_PATHS.includes(wanted) || OPERATOR_PAGE.test(wanted) ? wanted : paths.account;
}

/**
 * Whether a sign-in a moment ago came to nothing because the browser keeps no cookie. Its form
 * gives every browser a key, so who comes from there without one has refused it.
 */
async function refusesCookies(): Promise<boolean> {
  const referer = (await headers()).get("referer") ?? "";
  const isFromSignIn = URL.canParse(referer) && new URL(referer).pathname === paths.signIn;
  return isFromSignIn && (await requestContext()).browserKeyHash === null;
}

/** A path as a value in a query: its slashes need no escape there, and are read more easily. */
function inQuery(path: string): string {
  return encodeURIComponent(path).replaceAll("%2F", "/");
}

/** Leads to the page where one signs in, and back to `path` afterwards. */
export function leadToSignIn(path: string): never {
  redirect(path === paths.account ? paths.signIn : `${paths.signIn}?next=${inQuery(path)}`);
}

/** The page that asks for the password again and leads back to `path`. */
export function confirmIdentityPath(path: string): string {
  return `${paths.confirmIdentity}?next=${inQuery(path)}`;
}

/** Leads to the page that asks for the password again, and back to `path` afterwards. */
export function leadToConfirmIdentity(path: string): never {
  redirect(confirmIdentityPath(path));
}

/** Who is signed in; anybody else is led to sign in, and back to `path` afterwards. */
export async function requireAccount(path: string): Promise<Account> {
  const account = await currentAccount();
  if (account) return account;
  if (await refusesCookies()) redirect(`${paths.signIn}?cookies`);
  return leadToSignIn(path);
}

type Query = Record<string, string | string[] | undefined>;

/** The address of a page with its query. */
function withQuery(path: string, query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => [name, each]),
  );
  return pairs.length > 0 ? `${path}?${new URLSearchParams(pairs)}` : path;
}

/** Whether a session is good enough for the console, by OPERATOR_REQUIRES_SECOND_FACTOR. */
export const hasOperatorFactor = ({ isFactorProved }: Account): boolean =>
  env.OPERATOR_REQUIRES_SECOND_FACTOR === "off" || isFactorProved;

/**
 * An operator whose session has a second factor, where OPERATOR_REQUIRES_SECOND_FACTOR asks for
 * it. Anybody else adds one, or proves it and is led back to `path`.
 */
export function requireOperatorFactor(operator: Account, path: string): Account {
  if (hasOperatorFactor(operator)) return operator;
  return operator.hasSecondFactor
    ? leadToConfirmIdentity(path)
    : redirect(`${paths.accountSecurity}?operator`);
}

/**
 * The operator of this request. To everybody else who is signed in the page does not exist. Who
 * has to sign in first is led back to the page with its query.
 */
export async function requireOperator(path: string, query: Query = {}): Promise<Account> {
  const page = withQuery(path, query);
  const account = await requireAccount(page);
  if (account.isOperator) return requireOperatorFactor(account, page);
  // Somebody may be trying doors (OWASP ASVS 16.3.2).
  log.warn({ userId: account.userId, path }, "a page for operators was refused to somebody else");
  return notFound();
}

/**
 * Who is signed in; where there is a second factor, it was proved within two hours. For pages
 * whose forms ask for the password themselves.
 */
export async function requireProvenAccount(path: string): Promise<Account> {
  const account = await requireAccount(path);
  return account.isFresh || !account.hasSecondFactor ? account : leadToConfirmIdentity(path);
}

/**
 * Who is signed in and has proved it within two hours, by the second factor too where there is
 * one. Anybody else proves it first, and is led back to `path`.
 */
export async function requireFreshAccount(path: string): Promise<Account> {
  const account = await requireAccount(path);
  return account.isFresh ? account : leadToConfirmIdentity(path);
}

/**
 * The same, and it was proved within two hours: what an operator does or takes along
 * must not be had by whoever finds a browser open.
 */
export async function requireFreshOperator(path: string): Promise<Account> {
  const operator = await requireOperator(path);
  return operator.isFresh ? operator : leadToConfirmIdentity(path);
}
