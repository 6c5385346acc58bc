import "server-only";
import { cookies } from "next/headers";
import { MINUTE, SECOND } from "../clock";
import { cleanForeignText } from "../foreign-text";
import { cookieName, cookieOptions } from "./cookie-name";

/** The page on which a link's token is put to use. */
export type LinkPage = "confirm" | "reset-password" | "confirm-address" | "undo" | "not-me";

const LIFE_SECONDS = (30 * MINUTE) / SECOND;
const LONGEST = 200;

/** Keeps a link's token for its page, so that it leaves the address bar, history and Referer. */
export async function keepLinkToken(page: LinkPage, token: string): Promise<void> {
  const options = { ...cookieOptions, maxAge: LIFE_SECONDS };
  (await cookies()).set(cookieName(`link-${page}`), cleanForeignText(token, LONGEST), options);
}

/** Forgets a token that was put to use, or that nobody wants any more. */
export async function forgetLinkToken(page: LinkPage): Promise<void> {
  // With its attributes: a browser lets nothing else touch a `__Host-` cookie.
  (await cookies()).delete({ ...cookieOptions, name: cookieName(`link-${page}`) });
}

/** The token that was kept for a page, not yet believed; null when there is none. */
export async function linkTokenOf(page: LinkPage): Promise<string | null> {
  return (await cookies()).get(cookieName(`link-${page}`))?.value ?? null;
}
