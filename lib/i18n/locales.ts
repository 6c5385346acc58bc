/** The languages of pages and emails that a person can have. The operator's console is English. */
export const LOCALES = ["en", "de", "fr", "es"] as const;

export type OfferedLocale = (typeof LOCALES)[number];

/** English, longer and mirrored: shows what a page does to a language that we do not have yet. */
export const PSEUDO_LOCALES = ["en-XA", "ar-XB"] as const;

export type PseudoLocale = (typeof PSEUDO_LOCALES)[number];

export type Locale = OfferedLocale | PseudoLocale;

/** For whoever asks for none of them. */
export const DEFAULT_LOCALE: OfferedLocale = "en";

/** Each language by its own name. */
export const LOCALE_NAMES: Record<OfferedLocale, string> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
};

/** How dates and numbers are written. In English the day comes first, which nobody misreads. */
export const FORMATS_OF: Record<Locale, string> = {
  en: "en-GB",
  de: "de",
  fr: "fr",
  es: "es",
  "en-XA": "en-GB",
  "ar-XB": "en-GB",
};

/** The direction of the text. */
export function directionOf(locale: Locale): "rtl" | "ltr" {
  return locale === "ar-XB" ? "rtl" : "ltr";
}

/** A language that we have, from what a form or a cookie says; null otherwise. */
export function toLocale(value: unknown): OfferedLocale | null {
  return LOCALES.find((locale) => locale === value) ?? null;
}

/** The language of an email, from the database. One that we no longer have gives way to English. */
export function localeOf({ locale }: { locale: string }): OfferedLocale {
  return toLocale(locale) ?? DEFAULT_LOCALE;
}
