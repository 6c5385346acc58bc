// Checks a deployment: environment, database, Inngest, SES, SNS, DNS, clock. See docs/operations/doctor.md.
import { readdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { EnvironmentError, parseEnv } from "@/lib/env-schema";
import { describeProblems } from "@/lib/doctor/checks/environment";
import { exitCodeFor, type Line } from "@/lib/doctor/line";
import { printLines } from "@/lib/doctor/print-lines";

const HELP = `npm run doctor: checks a deployment, says what it found, what is right, and what to do.

  --json   the lines as JSON, for programs
  --send   also sends three emails to SES's mailbox simulator and waits for their events (a minute)
  --help   this

It needs the variables of the app, and for SES the rights of DoctorPolicy in ops/ses/template.yaml.
It changes nothing. Exit code 0: all right; 1: something is wrong; 2: something could not be checked.`;

const options = {
  json: { type: "boolean" },
  send: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

function readOptions() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    if (!(error instanceof TypeError && "code" in error)) throw error;
    // What Node adds to its first sentence is about programs.
    const [sentence] = error.message.split(/\.?(?:\n|\. |$)/);
    console.error(`${sentence}. All there is: npm run doctor -- --help`);
    return null;
  }
}

/** By name. Beside this file in the repository, and in the image of the tools. */
function readMigrations(): string[] {
  const folder = path.join(import.meta.dirname, "../prisma/migrations");
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

async function examine(isSending: boolean): Promise<Line[]> {
  try {
    parseEnv(process.env, "start");
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return describeProblems(error.problems).map((line) => ({ subject: "Environment", ...line }));
  }
  // The product reads the environment when it is loaded, so not before it is known to be right.
  const [{ realPorts }, { runDoctor }, { db }] = await Promise.all([
    import("@/lib/doctor/real-ports"),
    import("@/lib/doctor/run-doctor"),
    import("@/lib/db"),
  ]);
  try {
    return await runDoctor(realPorts(readMigrations()), { isSending });
  } finally {
    await db.$disconnect();
  }
}

const values = readOptions();
if (values === null) process.exitCode = 2;
else if (values.help) console.log(HELP);
else {
  const lines = await examine(values.send === true);
  console.log(values.json ? JSON.stringify(lines, null, 2) : printLines(lines));
  process.exitCode = exitCodeFor(lines);
}
