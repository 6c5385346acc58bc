import { describe, expect, test } from "vitest";
import { csvLine } from "@/lib/operator/lists/csv";

describe("a line of a file for a spreadsheet", () => {
  test("keeps commas, quotes and new lines inside their cell", () => {
    expect(csvLine(['a "quoted" word', "one, two", "first\nsecond", "plain"])).toBe(
      '"a ""quoted"" word","one, two","first\nsecond",plain\r\n',
    );
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("http://x","y")'])(
    "makes no formula of %j",
    (text) => {
      expect(csvLine([text]).replace(/^"/, "")).toMatch(/^'/);
    },
  );

  test("has times as ISO 8601, numbers as they are and nothing for what is not known", () => {
    expect(csvLine([new Date("2026-11-22T14:30:00Z"), -3, null])).toBe(
      "2026-11-22T14:30:00.000Z,-3,\r\n",
    );
  });
});
