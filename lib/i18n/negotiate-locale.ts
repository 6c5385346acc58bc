import Negotiator from "negotiator";
import { DEFAULT_LOCALE, type Locale, LOCALES, PSEUDO_LOCALES } from "./locales";

/** What a request says of languages. */
export type Wishes = {
  /** By a cookie (lib/choice-cookies.ts). */
  chosen?: string;
  /** The `Accept-Language` header. */
  acceptLanguage?: string | null;
};

/** The languages that an answer can have. `pseudo` is PSEUDO_LOCALES of the environment. */
export function availableLocales(pseudo: string | undefined): readonly Locale[] {
  return pseudo === "on" ? [...LOCALES, ...PSEUDO_LOCALES] : LOCALES;
}

/** The language of an answer: the chosen one, else the browser's, else English. */
export function negotiateLocale(
  { chosen, acceptLanguage }: Wishes,
  available: readonly Locale[],
): Locale {
  const find = (name: string | undefined) => available.find((locale) => locale === name);
  const wanted = find(chosen);
  if (wanted) return wanted;
  if (!acceptLanguage) return DEFAULT_LOCALE;
  const negotiator = new Negotiator({ headers: { "accept-language": acceptLanguage } });
  return find(negotiator.languages([...available])[0]) ?? DEFAULT_LOCALE;
}
