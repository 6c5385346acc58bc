// Makes the Prisma client (lib/generated/prisma). Runs after every install and, with --if-old,
// before the app: after a pull that changed the schema nobody has to think of it.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);
const prismaCli = path.join(path.dirname(require.resolve("prisma/package.json")), "build/index.js");

const root = path.join(import.meta.dirname, "../../..");
const changedAt = (file: string) => {
  const whole = path.join(root, file);
  return existsSync(whole) ? statSync(whole).mtimeMs : 0;
};
const isCurrent = changedAt("lib/generated/prisma/client.ts") > changedAt("prisma/schema.prisma");
if (process.argv.includes("--if-old") && isCurrent) process.exit();

// Generating needs no schema engine, but the command line looks for one and would
// download it, which fails on a closed network. Any file that exists satisfies it.
const result = spawnSync(process.execPath, [prismaCli, "generate"], {
  cwd: root,
  encoding: "utf8",
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  },
});

if (result.error) throw result.error;
if (result.status !== 0) {
  process.stderr.write(`${result.stdout}${result.stderr}`);
  process.exitCode = result.status ?? 1;
}
