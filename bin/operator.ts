// What operators do by command line, on the database that the environment names. See
// docs/operations for the commands, and for the image that runs this in production.
import { operatorCommand } from "@/lib/operator/command-line";

const args = process.argv.slice(2);
try {
  const { isJson, value, lines, exitCode } = await operatorCommand(args);
  console.log(isJson ? JSON.stringify(value, null, 2) : lines.join("\n"));
  process.exitCode = exitCode;
} catch (error) {
  // A database that is away: whoever typed this can mend it.
  const message = error instanceof Error ? error.message.trim() : String(error);
  if (args.includes("--json")) console.log(JSON.stringify({ error: message }));
  else console.error(message);
  process.exitCode = 1;
} finally {
  const { db } = await import("@/lib/db");
  await db.$disconnect();
}
