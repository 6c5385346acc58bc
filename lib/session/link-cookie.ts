import "server-only";
import { cookies } from "next/headers";
import { MINUTE, SECOND } from "../clock";
import { parseLinkToken } from "../verification/link-token";
import { LINKS, type LinkUse } from "../verification/links";
import { cookieName, cookieOptions } from "./cookie-name";

const LIFE_SECONDS = (30 * MINUTE) / SECOND;
/** So many links of one kind may be open in the tabs of a browser. */
const MAX_TOKENS = 4;
/** No token of ours holds it. */
const SEPARATOR = "~";
/** What is kept of a link that is cut off or bent: enough for its page to say so. */
const DAMAGED = "damaged";

/** Which link a token is of; null when it is none. */
function idOf(token: string): string | null {
  return parseLinkToken(token)?.id ?? null;
}

/** The tokens that are kept for a page, not yet believed, the newest first. */
async function tokensOf(use: LinkUse): Promise<string[]> {
  const value = (await cookies()).get(cookieName(`link-${LINKS[use].page}`))?.value;
  return value ? value.split(SEPARATOR) : [];
}

async function keep(use: LinkUse, tokens: string[]): Promise<void> {
  const [jar, name] = [await cookies(), cookieName(`link-${LINKS[use].page}`)];
  const value = tokens.slice(0, MAX_TOKENS).join(SEPARATOR);
  // Forgotten with its attributes: a browser lets nothing else touch a `__Host-` cookie.
  if (value === "") jar.delete({ ...cookieOptions, name });
  else jar.set(name, value, { ...cookieOptions, maxAge: LIFE_SECONDS });
}

/** Keeps a link's token for its page, so that it leaves the address bar, history and Referer. */
export async function keepLinkToken(use: LinkUse, token: string): Promise<void> {
  const kept = idOf(token) === null ? DAMAGED : token;
  await keep(use, [kept, ...(await tokensOf(use)).filter((each) => each !== kept)]);
}

/** Forgets a token that was put to use. */
export async function forgetLinkToken(use: LinkUse, token: string): Promise<void> {
  await keep(
    use,
    (await tokensOf(use)).filter((each) => each !== token),
  );
}

/** Forgets the tokens of a page that nobody wants any more. */
export async function forgetLinkTokens(use: LinkUse): Promise<void> {
  await keep(use, []);
}

/** The newest token that was kept for a page, not yet believed; null when there is none. */
export async function newestLinkToken(use: LinkUse): Promise<string | null> {
  return (await tokensOf(use))[0] ?? null;
}

/** The token of the link with this id, not yet believed; null when this browser holds none. */
export async function readLinkToken(use: LinkUse, id: string): Promise<string | null> {
  return (await tokensOf(use)).find((token) => idOf(token) === id) ?? null;
}
