// Every night: checks the types of the product without the operator's console, builds it, and
// runs its unit tests.
//   npx tsx tests/nightly-without-operator-console.ts
import { spawnSync } from "node:child_process";
import { cpSync, realpathSync, rmSync } from "node:fs";
import path from "node:path";
import { copyWithoutConsole } from "./support/without-operator-console";

const root = path.join(import.meta.dirname, "..");

/** Tests of what chapter 4 of the document tidies up by hand: documents, scripts, Docker. */
const TIDIED_UP_BY_HAND = ["documents", "generated-documents", "scripts", "any-system", "compose"];

const folder = copyWithoutConsole();
try {
  // A copy: Next.js builds nothing from outside of its folder.
  const modules = path.join(folder, "node_modules");
  const installed = realpathSync(path.join(root, "node_modules"));
  cpSync(installed, modules, { recursive: true, verbatimSymlinks: true });
  run(path.join(modules, "next/dist/bin/next"), ["typegen"]);
  run(path.join(modules, "typescript/bin/tsc"), ["--noEmit", "--incremental", "false"]);
  run(path.join(modules, "next/dist/bin/next"), ["build"]);
  const excluded = TIDIED_UP_BY_HAND.map((name) => `--exclude=tests/unit/${name}.test.ts`);
  run(path.join(modules, "vitest/vitest.mjs"), ["run", "--project", "unit", ...excluded]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(script: string, args: string[]): void {
  const options = { cwd: folder, stdio: "inherit" } as const;
  const { status } = spawnSync(process.execPath, [script, ...args], options);
  if (status !== 0) throw new Error(`${path.basename(script)} ${args[0]} failed.`);
}
