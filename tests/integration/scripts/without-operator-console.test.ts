import { spawnSync } from "node:child_process";
import { rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import {
  copyWithoutConsole,
  documentedSeams,
  filesWithItsLines,
} from "../../support/without-operator-console";

const require = createRequire(import.meta.url);
const tsc = path.join(path.dirname(require.resolve("typescript/package.json")), "bin/tsc");
const modules = path.join(import.meta.dirname, "../../../node_modules");

let folder: string | undefined;
afterEach(() => folder && rmSync(folder, { recursive: true, force: true }));

test(
  "the product passes the type check without the operator's console",
  { timeout: 300_000 },
  () => {
    folder = copyWithoutConsole();
    symlinkSync(modules, path.join(folder, "node_modules"), "junction");
    const options = ["--noEmit", "--incremental", "false"];
    const { stdout } = spawnSync(process.execPath, [tsc, ...options], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(stdout).toBe("");
  },
);

test("the document names every file that has lines of the operator's console", () => {
  expect(documentedSeams()).toEqual(filesWithItsLines());
});
