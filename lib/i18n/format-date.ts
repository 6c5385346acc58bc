import { FORMATS_OF, type Locale } from "./locales";

// Making one takes longer than using it a hundred times.
const formats = new Map<Locale, Intl.DateTimeFormat>();

/** "22 November 2026 at 14:30 UTC", in the way of the language. For emails, whose reader may be anywhere. */
export function formatDate(date: Date, locale: Locale): string {
  const format =
    formats.get(locale) ??
    new Intl.DateTimeFormat(FORMATS_OF[locale], {
      dateStyle: "long",
      timeStyle: "short",
      timeZone: "UTC",
    });
  formats.set(locale, format);
  return `${format.format(date)} UTC`;
}
