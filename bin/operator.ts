// What operators do by command line, on the database that the environment names. See
// docs/operations for the commands, and for the image that runs this in production.

const args = process.argv.slice(2);
const isJson = args.includes("--json");
if (args.includes("--help") || args.includes("-h")) await help();
else await run();

async function help(): Promise<void> {
  // As for a build: what only describes the product needs no environment.
  process.env.NEXT_PHASE = "phase-production-build";
  const { USAGE } = await import("@/lib/operator/commands/commands");
  console.log(USAGE);
}

async function run(): Promise<void> {
  // The environment is checked by what this loads.
  const load = () => import("@/lib/operator/command-line");
  const product = await load().catch(fail);
  if (!product) return;
  try {
    const { value, lines, exitCode } = await product.operatorCommand(args);
    if (isJson) console.log(JSON.stringify(value, null, 2));
    else (exitCode === 2 ? console.error : console.log)(lines.join("\n"));
    process.exitCode = exitCode;
  } catch (error) {
    fail(error);
  } finally {
    const { db } = await import("@/lib/db");
    await db.$disconnect();
  }
}

/** What went wrong is for whoever typed this: the last line of Prisma's messages says it. */
function fail(error: unknown): void {
  const message = error instanceof Error ? error.message.trim() : String(error);
  if (isJson) console.log(JSON.stringify({ error: message }));
  else console.error(message.startsWith("Invalid `") ? message.split("\n").at(-1) : message);
  process.exitCode = 1;
}

// A module, which may wait at its top.
export {};
