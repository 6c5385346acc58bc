/** The languages of pages and emails. The operator's console is English. */
export const LOCALES = ["en", "de", "fr", "es"] as const;

export type Locale = (typeof LOCALES)[number];

/** For whoever asks for none of them. */
export const DEFAULT_LOCALE: Locale = "en";

/** Each language by its own name. */
export const LOCALE_NAMES: Record<Locale, string> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
};

/** How dates and numbers are written. In English the day comes first, which nobody misreads. */
export const FORMATS_OF: Record<Locale, string> = { en: "en-GB", de: "de", fr: "fr", es: "es" };

/** A language that we have, from what a form or a cookie says; null otherwise. */
export function toLocale(value: unknown): Locale | null {
  return LOCALES.find((locale) => locale === value) ?? null;
}

/** The language of an email, from the database. One that we no longer have gives way to English. */
export function localeOf({ locale }: { locale: string }): Locale {
  return toLocale(locale) ?? DEFAULT_LOCALE;
}
