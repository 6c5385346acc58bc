import { describe, expect, test } from "vitest";
import { csvLine } from "@/lib/operator/lists/csv";
import { csvFile } from "@/lib/operator/lists/csv-file";

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

  test.each(["x;=1+1", "x; =1+1", "x;@SUM(A1)", "x|-1", 'a","x;=1+1', "x\n=1+1", "\uff1d1+1"])(
    "makes no formula of %j either where the spreadsheet divides cells otherwise",
    (text) => {
      for (const part of csvLine([text]).split(/[;|\t\r\n]/))
        expect(part.replace(/^["\s]+/, "")).not.toMatch(/^[=+\-@\uff1d\uff0b\uff0d\uff20]/);
    },
  );

  test("leaves what is no formula as it is", () => {
    expect(csvLine(["a=b; c-d", "5;6"])).toBe("a=b; c-d,5;6\r\n");
  });

  test("has times as ISO 8601, numbers as they are and nothing for what is not known", () => {
    expect(csvLine([new Date("2026-11-22T14:30:00Z"), -3, null])).toBe(
      "2026-11-22T14:30:00.000Z,-3,\r\n",
    );
  });
});

describe("a file that somebody takes", () => {
  const columns = [{ name: "number", value: (row: { number: number }) => row.number }];

  /** Batches without end, and how many of them were asked for. */
  function endless() {
    const asked = { batches: 0, hasEnded: false };
    async function* make() {
      try {
        for (;;) {
          asked.batches += 1;
          yield [{ number: asked.batches }];
        }
      } finally {
        asked.hasEnded = true;
      }
    }
    return { asked, batches: make() };
  }

  test("is read no further than they take it, and no longer than they stay", async () => {
    const { asked, batches } = endless();
    const reader = csvFile(columns, batches).getReader();
    const decoder = new TextDecoder();
    expect(decoder.decode((await reader.read()).value)).toBe("number\r\n");
    expect(decoder.decode((await reader.read()).value)).toBe("1\r\n");
    // One batch is made ready for whoever asks next.
    expect(asked.batches).toBeLessThanOrEqual(2);
    await reader.cancel();
    expect(asked.hasEnded).toBe(true);
  });

  test("has its headings though there is nothing under them", async () => {
    async function* nothing(): AsyncGenerator<{ number: number }[], void, undefined> {}
    expect(await new Response(csvFile(columns, nothing())).text()).toBe("number\r\n");
  });
});
