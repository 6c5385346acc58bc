import { expect, test } from "vitest";
import { DAY, HOUR, MINUTE, SECOND } from "@/lib/clock";
import { fromNow } from "@/lib/i18n/from-now";

const NOW = new Date("2026-11-22T12:00:00Z");
const inTime = (milliseconds: number) => new Date(NOW.getTime() + milliseconds);

test.each([
  [-SECOND, "in 1 second"],
  [0, "in 1 second"],
  [SECOND, "in 1 second"],
  [1.2 * SECOND, "in 2 seconds"],
  [MINUTE, "in 1 minute"],
  [MINUTE + 1, "in 61 seconds"],
  [90 * SECOND, "in 90 seconds"],
  [2 * MINUTE, "in 2 minutes"],
  [2 * MINUTE + 1, "in 3 minutes"],
  [40 * MINUTE, "in 40 minutes"],
  [HOUR, "in 1 hour"],
  [HOUR + 1, "in 61 minutes"],
  [23.5 * HOUR, "in 24 hours"],
  [DAY, "in 24 hours"],
  [7 * DAY, "in 7 days"],
])("a wait of %d ms is told as “%s”", (milliseconds, words) => {
  expect(fromNow(inTime(milliseconds), "en", NOW)).toBe(words);
});

test.each([
  [SECOND, "in 1 Sekunde"],
  [90 * SECOND, "in 90 Sekunden"],
  [2 * MINUTE + 1, "in 3 Minuten"],
  [HOUR, "in 1 Stunde"],
  [7 * DAY, "in 7 Tagen"],
])("in German, a wait of %d ms is told as “%s”", (milliseconds, words) => {
  expect(fromNow(inTime(milliseconds), "de", NOW)).toBe(words);
});
