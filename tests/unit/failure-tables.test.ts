import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { failureTable } from "@/lib/mail/failure-table";
import { sesFailureRules } from "@/lib/mail/ses-failures";
import { smtpFailureRules } from "@/lib/mail/smtp-failures";

const readme = readFileSync(path.join(import.meta.dirname, "../../README.md"), "utf8");

/** The rows below a heading of README.md, without the padding that aligns them. */
function rowsUnder(heading: string): string[][] {
  const [, after = ""] = readme.split(`\n${heading}\n`);
  const [section = ""] = after.split(/\n#{2,4} /);
  return section
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(2)
    .map((line) => line.split("|").slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

const KINDS = { soon: "soon", at_a_time: "at a time", never: "never", unknown: "unknown" };

test("the README tells of every failure what it means and what to do, in the code's own words", () => {
  const rows = Object.entries(failureTable).map(([code, { kind, person, operator }]) => [
    `\`${code}\``,
    KINDS[kind],
    person,
    operator,
  ]);
  expect(rowsUnder("#### Failures")).toEqual(rows);
});

test.each([
  ["#### Errors of SES", sesFailureRules],
  ["#### Replies of SMTP servers", smtpFailureRules],
])("the README lists under %s what the code goes by, in its order", (heading, rules) => {
  expect(rowsUnder(heading)).toEqual(
    rules.map(({ signs, code, source }) => [signs, `\`${code}\``, source]),
  );
});
