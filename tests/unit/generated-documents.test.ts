import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";

const repository = path.join(import.meta.dirname, "../..");
const NOT_DOCUMENTS = new Set(["node_modules", ".git", ".local", ".next", "app", "lib", "tests"]);

let copy: string | undefined;
afterEach(() => copy && rmSync(copy, { recursive: true, force: true }));

/** The documents in a folder of their own, for a test to change. */
function copyDocuments(): string {
  copy = mkdtempSync(path.join(os.tmpdir(), "latchkey-documents-"));
  cpSync(repository, copy, {
    recursive: true,
    filter: (source) =>
      !NOT_DOCUMENTS.has(path.basename(source)) &&
      (statSync(source).isDirectory() || /\.md$|\.env\.example$/.test(source)),
  });
  return copy;
}

function change(file: string, from: string | RegExp, to: string): void {
  const target = path.join(copy!, file);
  const before = readFileSync(target, "utf8");
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(target, after);
}

/** What "npm run docs -- --check" says of the documents in a folder. */
async function check(root: string): Promise<{ exitCode: number | null; lines: string[] }> {
  const args = ["--import", "tsx", "--conditions=react-server", "docs/generate.ts"];
  const child = spawn(process.execPath, [...args, "--check", "--root", root], { cwd: repository });
  let output = "";
  child.stderr.on("data", (text) => (output += String(text)));
  const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { exitCode, lines: output.trim().split("\n").toSorted() };
}

test("every document that says something else than the code is named, and nothing is repaired", async () => {
  const root = copyDocuments();
  change("docs/operations/failures.md", /(`throttled` *\| )soon/, "$1never");
  change("docs/operations/limits.md", /(`data_downloads` *\| )10/, "$111");
  change("docs/routes.md", /^\| `\/sign-in` .*\n/m, "");
  change("docs/dependencies.md", /`zod`/, "`zed`");
  change(".env.example", "Default 1000.", "Default 2000.");
  change(".env.example", "#LOG_LEVEL=", "#LOG_LEVELS=");
  change("docs/README.md", "(routes.md)", "(ways.md)");
  const stale = "does not say what the code says. Run: npm run docs";
  const expected = [
    "LOG_LEVEL is not described in .env.example.",
    "LOG_LEVELS of .env.example is not in lib/env-schema.ts.",
    "The default of MAX_REGISTRATIONS_PER_HOUR is 1000, and .env.example says 2000.",
    "docs/README.md names ways.md, which does not exist.",
    "docs/dependencies.md explains zed, which nothing depends on.",
    "docs/dependencies.md has no row for zod.",
    `docs/environment.md ${stale}`,
    `docs/operations/failures.md ${stale}`,
    `docs/operations/limits.md ${stale}`,
    `docs/routes.md ${stale}`,
  ];
  const before = readFileSync(path.join(root, "docs/routes.md"), "utf8");
  expect(await check(root)).toEqual({ exitCode: 1, lines: expected });
  expect(readFileSync(path.join(root, "docs/routes.md"), "utf8")).toBe(before);
});
