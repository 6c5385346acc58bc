import { readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  copyWithoutConsole,
  documentedSeams,
  filesWithItsLines,
} from "../../support/without-operator-console";

// The whole type check and the build take a minute and more: tests/nightly-without-operator-console.ts.

const modules = path.join(import.meta.dirname, "../../../node_modules");

let folder: string;
let options: ts.CompilerOptions;

beforeAll(() => {
  folder = copyWithoutConsole();
  symlinkSync(modules, path.join(folder, "node_modules"), "junction");
  const { config } = ts.readConfigFile(path.join(folder, "tsconfig.json"), (file) =>
    readFileSync(file, "utf8"),
  ) as { config: unknown };
  ({ options } = ts.parseJsonConfigFileContent(config, ts.sys, folder));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("no file imports one of the operator's console once that is removed", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith("node_modules"))
    .map((name) => path.join(folder, name));
  const missing = files.flatMap((file) =>
    ts
      .preProcessFile(readFileSync(file, "utf8"))
      .importedFiles.map(({ fileName }) => fileName)
      .filter((name) => /^(\.|@\/)/.test(name) && !/\.(css|mjs|json)$/.test(name))
      .filter((name) => !ts.resolveModuleName(name, file, options, ts.sys).resolvedModule)
      .map((name) => `${path.relative(folder, file)}: ${name}`),
  );
  expect(files.length).toBeGreaterThan(300);
  expect(missing).toEqual([]);
});

test(
  "the files without their lines of the console pass the type check",
  { timeout: 120_000 },
  () => {
    const seams = documentedSeams().map((name) => path.join(folder, name));
    const program = ts.createProgram([...seams, path.join(folder, "next-env.d.ts")], options);
    const complaints = seams
      .filter((name) => /\.tsx?$/.test(name))
      .flatMap((name) => program.getSemanticDiagnostics(program.getSourceFile(name)))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
    expect(complaints).toEqual([]);
  },
);

test("the document names every file that has lines of the operator's console", () => {
  expect(documentedSeams()).toEqual(filesWithItsLines());
});
