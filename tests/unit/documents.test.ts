import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const DOCUMENTS = [
  "README.md",
  "SECURITY.md",
  "CONTRIBUTING.md",
  "docs/asvs.md",
  "docs/enumeration.md",
  "docs/operations/inngest.md",
  ...readdirSync("docs/decisions").map((name) => `docs/decisions/${name}`),
];

/** Requirements of levels 1 and 2 by chapter, as ASVS 5.0.0 counts them. */
const ASVS = {
  ...{ V1: 27, V2: 11, V3: 19, V4: 10, V6: 35, V7: 18, V8: 7, V9: 7 },
  ...{ V11: 14, V12: 9, V13: 13, V14: 9, V16: 16 },
};

const read = (file: string) => readFileSync(file, "utf8");

/** Files that a document names: in backticks, from the project's root, without a placeholder. */
function filesIn(document: string): string[] {
  const names = read(document).matchAll(
    /`((?:app|bin|components|docs|emails|inngest|lib|ops|packages|prisma|tests)\/[\w\-./[\]]+|[\w.]*[A-Za-z]+\.(?:ts|md|yml|json|js)|Dockerfile|\.dockerignore|\.env\.example)`/g,
  );
  return [...new Set([...names].map(([, name]) => name!))];
}

/** `file` › `title`: the tests that a document names. */
function testsIn(document: string): { file: string; title: string }[] {
  const named = read(document).matchAll(/`(tests\/[^`]+)` › `([^`]+)`/g);
  return [...named].map(([, file, title]) => ({ file: file!, title: title! }));
}

/** The rows of a document's tables, cell by cell. */
const rowsOf = (text: string) =>
  text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

describe.each(DOCUMENTS)("%s", (document) => {
  test("names files that there are", () => {
    const isBare = (name: string) => !name.includes("/") && name.endsWith(".ts");
    const missing = filesIn(document).filter((name) => !isBare(name) && !existsSync(name));
    expect(missing).toEqual([]);
  });

  test("names tests that there are, by their titles", () => {
    const missing = testsIn(document).filter(
      ({ file, title }) => !existsSync(file) || !read(file).includes(`"${title}"`),
    );
    expect(missing).toEqual([]);
  });
});

test("every promise in SECURITY.md's table is held by tests that it names", () => {
  const [, table = ""] = read("SECURITY.md").split("## What holds each promise");
  const [, , ...rows] = rowsOf(table);
  expect(rows.length).toBeGreaterThan(25);
  const loose = rows.filter(([promise, tests = ""]) => !promise || !/`tests\/[^`]+`/.test(tests));
  expect(loose).toEqual([]);
});

test("the contract of docs/enumeration.md names its tests", () => {
  const [, tests = ""] = read("docs/enumeration.md").split("## Tests");
  expect(tests.match(/`tests\/[^`]+`/g)?.length).toBeGreaterThanOrEqual(3);
});

describe("docs/asvs.md", () => {
  const chapters = read("docs/asvs.md")
    .split(/^## (?=V\d)/m)
    .slice(1);
  const numbersOf = (chapter: string) =>
    rowsOf(chapter.split(/^## /m)[0]!)
      .filter(([first]) => /^\d/.test(first ?? ""))
      .flatMap(([numbers]) => numbers!.split(", "));

  test("has every requirement of levels 1 and 2 once", () => {
    const counts = chapters.map((chapter) => {
      const [name] = /^V\d+/.exec(chapter)!;
      const numbers = numbersOf(chapter);
      expect(numbers.every((number) => `V${number}`.startsWith(`${name}.`))).toBe(true);
      return [name, new Set(numbers).size, numbers.length];
    });
    expect(counts).toEqual(Object.entries(ASVS).map(([name, all]) => [name, all, all]));
  });

  test("calls nothing met without a file or a test that shows it", () => {
    const rows = chapters.flatMap(rowsOf).filter(([first]) => /^\d/.test(first ?? ""));
    const known = ["met", "in part", "not met", "n/a"];
    expect(rows.map(([, , status]) => status).filter((each) => !known.includes(each!))).toEqual([]);
    const bare = rows.filter(
      ([, , status, how = ""]) =>
        (status === "met" && !/`([^`]+\.\w+|Dockerfile|\.dockerignore)`/.test(how)) || !how,
    );
    expect(bare.map(([numbers]) => numbers)).toEqual([]);
  });
});

/** What a document says in its own words: no code, quotation or link, and no words of a page. */
const ownWords = (document: string) =>
  read(document)
    .replace(/<!-- generated[^]*?end of generated part -->/g, "")
    .replace(/```[^]*?```|`[^`]*`|“[^”]*”|"[^"\n]*"|\]\([^)]*\)|https?:\S+|\S+:\/\/\S+/g, "");

test("every document says email, and not email", () => {
  const everyDocument = ["README.md", "SECURITY.md", "CONTRIBUTING.md", "AGENTS.md"].concat(
    readdirSync("docs", { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md"))
      .map((name) => `docs/${name}`),
  );
  const retired = /\b(mails|(?<!apple )mail(?! from| server| provider| program| scanner|box))\b/i;
  expect(everyDocument.filter((document) => retired.test(ownWords(document)))).toEqual([]);
});
