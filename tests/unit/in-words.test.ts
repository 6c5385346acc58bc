import { expect, test } from "vitest";
import { inWords } from "@/app/_forms/in-words";
import { DAY, HOUR, MINUTE, SECOND } from "@/lib/clock";

test.each([
  [-SECOND, "1 second"],
  [0, "1 second"],
  [SECOND, "1 second"],
  [1.2 * SECOND, "2 seconds"],
  [90 * SECOND, "90 seconds"],
  [2 * MINUTE, "2 minutes"],
  [2 * MINUTE + 1, "3 minutes"],
  [40 * MINUTE, "40 minutes"],
  [HOUR, "60 minutes"],
  [23.5 * HOUR, "24 hours"],
  [7 * DAY, "7 days"],
])("a wait of %d ms is told as %s", (milliseconds, words) => {
  expect(inWords(milliseconds)).toBe(words);
});
