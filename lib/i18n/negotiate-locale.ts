import Negotiator from "negotiator";
import { DEFAULT_LOCALE, type Locale, LOCALES, toLocale } from "./locales";

/** Holds the language that somebody chose. `__Host-` stands before it on https. */
export const LOCALE_COOKIE = "latchkey.locale";

const CHOSEN = new RegExp(`(?:^|; ?|__Host-)${LOCALE_COOKIE.replace(".", "\\.")}=([a-zA-Z-]+)`);

/** The language that somebody chose, by the cookies of a request as they came. */
export function chosenLocale(cookies: string | null | undefined): Locale | null {
  return toLocale(CHOSEN.exec(cookies ?? "")?.[1]);
}

/** The language of an answer: the chosen one, else the browser's, else English. */
export function negotiateLocale(
  chosen: Locale | null,
  acceptLanguage: string | null | undefined,
): Locale {
  if (chosen) return chosen;
  if (!acceptLanguage) return DEFAULT_LOCALE;
  const negotiator = new Negotiator({ headers: { "accept-language": acceptLanguage } });
  return toLocale(negotiator.languages([...LOCALES])[0]) ?? DEFAULT_LOCALE;
}
