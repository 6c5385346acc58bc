// What a checkout needs to work on Windows as it does elsewhere, as far as it can be seen from
// here.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
  scripts: Record<string, string>;
};

describe("a checkout on any system", () => {
  test.each(Object.entries(scripts))("runs %s without the syntax of one shell", (_, script) => {
    // "&&" is the same to cmd.exe; variables, quotes, pipes and paths to programs are not.
    expect(script).not.toMatch(/[$'`;|<>\\]|^\w+=|&& \w+=|(^|&& )\.?\//);
  });

  test("has the line ends that the format check and the checksums of migrations want", () => {
    const names = [
      "README.md",
      "lib/db.ts",
      "prisma/migrations/20261122145613_first/migration.sql",
    ];
    const attributes = execFileSync("git", ["check-attr", "eol", "--", ...names], {
      encoding: "utf8",
    });
    expect(attributes.trim().split("\n")).toEqual(names.map((name) => `${name}: eol: lf`));
  });
});
