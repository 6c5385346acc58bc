import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Variables } from "./environment";
import { requireUsableFolder } from "./require-usable-folder";

/** Next.js's command line. */
export const nextCli = createRequire(import.meta.url).resolve("next/dist/bin/next");

/** What a production build is made from. */
const SOURCES = [
  "app",
  "components",
  "emails",
  "inngest",
  "lib",
  "messages",
  "prisma",
  "public",
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];

/**
 * Builds the app for production, unless there is a build that is newer than all of its
 * sources. What Next.js says is shown only when it fails, which throws.
 */
export function buildApp(root: string, variables: Variables, say: (line: string) => void): void {
  requireUsableFolder(root);
  if (isCurrent(root)) {
    say("The production build is current.");
    return;
  }
  say("Building the app for production (this takes a while)");
  const result = spawnSync(process.execPath, [nextCli, "build"], {
    cwd: root,
    env: { ...variables, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    encoding: "utf8",
    windowsHide: true,
  });
  if (result.status !== 0) throw new Error(`The build failed.\n${result.stdout}${result.stderr}`);
}

function isCurrent(root: string): boolean {
  const finished = path.join(root, ".next", "BUILD_ID");
  if (!existsSync(finished)) return false;
  const builtAt = statSync(finished).mtimeMs;
  return SOURCES.every((source) => newestIn(root, source) < builtAt);
}

/** When a file, or the newest file or folder inside a folder, was last changed. */
function newestIn(root: string, source: string): number {
  const file = path.join(root, source);
  if (!existsSync(file)) return 0;
  const stats = statSync(file);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = readdirSync(file).map((name) => newestIn(root, path.join(source, name)));
  return Math.max(stats.mtimeMs, ...inside);
}
