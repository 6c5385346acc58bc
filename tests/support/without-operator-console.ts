import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";

const repository = path.join(import.meta.dirname, "../..");

/** What a person reads who removes the console: this does the same. */
const DOCUMENT = "docs/operations/remove-the-operator-console.md";

/** The paths that a chapter of the document lists. */
function pathsOf(chapter: number): string[] {
  const [, text = ""] =
    new RegExp(`\\n## ${chapter}\\. .*\\n([^]*?)\\n## `).exec(
      readFileSync(path.join(repository, DOCUMENT), "utf8"),
    ) ?? [];
  const paths = [...text.matchAll(/^- `([^`]+)`$/gm)].map(([, name = ""]) => name);
  if (paths.length === 0) throw new Error(`Chapter ${chapter} of ${DOCUMENT} lists no path.`);
  return paths;
}

/** Copies the project into a temporary folder and removes the console from it, as the document says. */
export function copyWithoutConsole(): string {
  // TypeScript compares real paths, and a temporary folder can be a link.
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "latchkey-no-console-")));
  const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: repository, encoding: "utf8" });
  const files = tracked
    .split("\0")
    .filter((file) => file && existsSync(path.join(repository, file)));
  for (const file of [...files, "lib/generated"]) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    cpSync(path.join(repository, file), path.join(folder, file), { recursive: true });
  }
  writeFileSync(path.join(folder, "next-env.d.ts"), '/// <reference types="next" />\n');
  for (const chapter of [1, 2])
    for (const name of pathsOf(chapter)) rmSync(path.join(folder, name), { recursive: true });
  for (const name of pathsOf(3)) {
    const file = path.join(folder, name);
    const lines = readFileSync(file, "utf8").split("\n");
    const kept = lines.filter((line) => !line.endsWith("// operator's console"));
    if (kept.length === lines.length) throw new Error(`${name} has no line of the console.`);
    writeFileSync(file, kept.join("\n"));
  }
  return folder;
}

/** Every file with a line that is marked as the console's, apart from the console's own. */
export function filesWithItsLines(): string[] {
  const found = execFileSync(
    "git",
    ["grep", "-l", "// operator's console$", "--", "*.ts", "*.tsx"],
    {
      cwd: repository,
      encoding: "utf8",
    },
  );
  return found.trim().split("\n").toSorted();
}

/** The files that the document names for their lines. */
export const documentedSeams = (): string[] => pathsOf(3).toSorted();
