import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("no page gives or takes the role of an operator: the command line alone does", () => {
  const sources = ["app", "inngest", "lib"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("generated"))
      .map((file) => `${folder}/${file.replaceAll("\\", "/")}`),
  );
  const filesWith = (words: RegExp) =>
    sources.filter((file) => words.test(readFileSync(file, "utf8")));
  expect(filesWith(/set-role"|role: "operator"/)).toEqual(["lib/operator/actions/index.ts"]);
  // Its file has commands and nothing for a page; and no page runs a command.
  expect(readFileSync("lib/operator/actions/set-role.ts", "utf8")).not.toMatch(/\bpage\b/);
  expect(filesWith(/\bactionCommands\b|\bcommands\/|command-line"/)).not.toContainEqual(
    expect.stringMatching(/^(app|inngest)\//),
  );
});
