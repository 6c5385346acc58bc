// npm run operator: what operators do by command line. Works on the database that the
// environment names, as the app does; without one, on the local stack's.
import path from "node:path";
import { planStack, readEnvFiles } from "@latchkey/local-stack/environment";
import { projectRoot } from "@latchkey/local-stack/project-root";
import { localSecrets } from "@latchkey/local-stack/secrets";

const written = readEnvFiles(projectRoot);
const isGiven = Boolean(process.env.DATABASE_URL ?? written.DATABASE_URL);
const variables = isGiven
  ? { ...written, ...process.env }
  : planStack(process.env, written, localSecrets(path.join(projectRoot, ".local"))).variables;
for (const [name, value] of Object.entries({ LOG_LEVEL: "warn", ...variables })) {
  // An assigned `undefined` would be the word "undefined".
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

const args = process.argv.slice(2);
try {
  // Both read the environment when they are imported.
  const { operatorCommand } = await import("@/lib/operator/command-line");
  const { db } = await import("@/lib/db");
  const { isJson, value, lines, exitCode } = await operatorCommand(args);
  console.log(isJson ? JSON.stringify(value, null, 2) : lines.join("\n"));
  await db.$disconnect();
  process.exitCode = exitCode;
} catch (error) {
  // A variable that is missing, or a database that is away: whoever typed this can mend it.
  const message = error instanceof Error ? error.message.trim() : String(error);
  if (args.includes("--json")) console.log(JSON.stringify({ error: message }));
  else console.error(message);
  process.exitCode = 1;
}
