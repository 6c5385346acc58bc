import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const pages = readdirSync("app/operator", { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /(^|\/)page\.tsx$/.test(file));

/** A page that reads nothing but its own address before it asks who is there. */
const ASKS_FIRST =
  /export default async function \w+\([^)]*\) \{\n( {2}const .* = .*await (params|searchParams).*;\n)? {2}await requireOperator\(/;

test.each(pages)("the page app/operator/%s asks for the role of operator first", (file) => {
  expect(readFileSync(`app/operator/${file}`, "utf8")).toMatch(ASKS_FIRST);
});
