import { FORMATS_OF, LOCALES, type Locale } from "./locales";

const create = (locale: Locale) =>
  new Intl.DateTimeFormat(FORMATS_OF[locale], {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "UTC",
    timeZoneName: "short",
  });

// Making one takes longer than using it a hundred times.
const formatters = new Map(LOCALES.map((locale) => [locale, create(locale)]));

/** "22 November 2026 at 14:30 UTC": a point in time for people, where no script can show theirs. */
export function formatDate(date: Date, locale: Locale): string {
  return (formatters.get(locale) ?? create(locale)).format(date);
}
