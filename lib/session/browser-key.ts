import "server-only";
import { cookies } from "next/headers";
import { hashBrowserKey, newBrowserKey } from "../request/browser-key";
import { DAY, SECOND } from "../clock";
import { cookieName, cookieOptions } from "./cookie-name";

const NAME = cookieName("browser");

/**
 * How long a browser keeps its key, from its last sign-in: far longer than a session lasts, so
 * that a browser in use stays known. Browsers keep no cookie longer than 400 days.
 */
const LIFE_SECONDS = (365 * DAY) / SECOND;
const SHAPE = /^[\w-]{43}$/;

async function readKey(): Promise<string | null> {
  const value = (await cookies()).get(NAME)?.value;
  return value && SHAPE.test(value) ? value : null;
}

/** The hash of this browser's key; null for a browser that never registered or signed in here. */
export async function browserKeyHash(): Promise<string | null> {
  const key = await readKey();
  return key && hashBrowserKey(key);
}

/**
 * The same, giving the browser a key if it has none. Only where cookies can be set: in an action.
 */
export async function ensureBrowserKey(): Promise<string> {
  const key = (await readKey()) ?? newBrowserKey();
  (await cookies()).set(NAME, key, { ...cookieOptions, maxAge: LIFE_SECONDS });
  return hashBrowserKey(key);
}
