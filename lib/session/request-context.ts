import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { DAY, SECOND } from "../clock";
import { env } from "../env";
import { cleanForeignText } from "../foreign-text";
import type { Locale } from "../i18n/locales";
import { getLocale } from "../i18n/request-locale";
import { hashBrowserKey, newBrowserKey } from "../request/browser-key";
import type { Origin } from "../request/origin";
import { clientIp } from "./client-ip";
import { cookieName, cookieOptions } from "./cookie-name";
import { findExchange } from "../next-internals/exchange";

const LONGEST_USER_AGENT = 400;

const NAME = cookieName("browser");
const SHAPE = /^[\w-]{43}$/;

/**
 * How long a browser keeps its key, from its last sign-in: far longer than a session lasts, so
 * that a browser in use stays known. Browsers keep no cookie longer than 400 days.
 */
const LIFE_SECONDS = (365 * DAY) / SECOND;

/** What a request says of who sent it. */
export type RequestContext = {
  /** Its IP is "unknown" when that cannot be told. */
  origin: Origin;
  /** The hash of this browser's key; null for a browser that never registered or signed in here. */
  browserKeyHash: string | null;
  /** The language of its pages, and so of the emails it asks for. */
  locale: Locale;
};

async function readOrigin(): Promise<Origin> {
  const all = await headers();
  const exchange = findExchange(all);
  return {
    ip: exchange ? clientIp(exchange, env.TRUSTED_PROXY_COUNT) : "unknown",
    userAgent: cleanForeignText(all.get("user-agent") ?? "", LONGEST_USER_AGENT),
  };
}

async function readKey(): Promise<string | null> {
  const value = (await cookies()).get(NAME)?.value;
  return value && SHAPE.test(value) ? value : null;
}

/** Where this request came from and by which browser. A page reads it once, whoever asks. */
export const requestContext = cache(async (): Promise<RequestContext> => {
  const key = await readKey();
  return {
    origin: await readOrigin(),
    browserKeyHash: key && hashBrowserKey(key),
    locale: await getLocale(),
  };
});

/**
 * The same, giving the browser a key if it has none. Only where cookies can be set: in an action.
 */
export async function requestContextWithKey(): Promise<
  RequestContext & { browserKeyHash: string }
> {
  const key = (await readKey()) ?? newBrowserKey();
  (await cookies()).set(NAME, key, { ...cookieOptions, maxAge: LIFE_SECONDS });
  return {
    origin: await readOrigin(),
    browserKeyHash: hashBrowserKey(key),
    locale: await getLocale(),
  };
}
