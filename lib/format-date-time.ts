const moment = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "long",
  timeStyle: "short",
  timeZone: "UTC",
});

/**
 * "22 November 2026 at 14:30 UTC": a moment as emails and pages write it, wherever they are read.
 */
export function formatDateTime(date: Date): string {
  return `${moment.format(date)} UTC`;
}
