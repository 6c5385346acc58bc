import path from "node:path";
import { applyMigrations } from "@latchkey/migrations/apply-migrations";
import type { StackPlan } from "./environment";
import { startPostgres } from "./postgres/start-postgres";
import { startChild } from "./processes/start-child";
import { programs } from "./programs";
import { untilAnswers } from "./until-answers";

const START_DEADLINE_MS = 30_000;

export interface StackOptions {
  plan: StackPlan;
  /** Where data and logs live: .local, or a temporary folder. */
  directory: string;
  postgresPassword: string;
  /** False only for data that is thrown away. */
  isDurable?: boolean;
  /** Takes progress, one line at a time. */
  say: (line: string) => void;
  /** Called when a part ends that nobody stopped. */
  onFailure: (reason: string) => void;
}

export interface RunningStack {
  databaseUrl: string;
  /** Stops what was started, the last first. */
  stop(): Promise<void>;
}

/**
 * Starts everything around the app that the plan wants to be local: PostgreSQL, the
 * migrated database, SES, the Inngest runner. The one way into it for development,
 * tests and bench. When a part fails, the others are stopped again.
 */
export async function startStack(options: StackOptions): Promise<RunningStack> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    if (options.plan.parts.postgres) stops.push(await startDatabase(options));
    const databaseUrl = options.plan.variables.DATABASE_URL;
    if (!databaseUrl) throw new Error("DATABASE_URL is not set.");
    await migrate(databaseUrl, options.say);
    if (options.plan.parts.ses) stops.push(await startSes(options));
    if (options.plan.parts.runner) stops.push(await startRunner(options));
    return { databaseUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startDatabase(options: StackOptions): Promise<() => Promise<void>> {
  options.say("Starting PostgreSQL (the first time, it makes its files)");
  const postgres = await startPostgres({
    directory: path.join(options.directory, "postgres"),
    port: options.plan.ports.postgres,
    password: options.postgresPassword,
    isDurable: options.isDurable,
    onUnexpectedExit: options.onFailure,
  });
  return () => postgres.stop();
}

async function migrate(databaseUrl: string, say: (line: string) => void): Promise<void> {
  const result = await applyMigrations({ databaseUrl, log: say });
  switch (result.outcome) {
    case "applied":
      say(`Migrated the database: ${result.names.join(", ")}`);
      return;
    case "up_to_date":
      return;
    case "refused":
      throw new Error(`The database cannot be migrated. ${result.reason}`);
  }
}

async function startSes(options: StackOptions): Promise<() => Promise<void>> {
  options.say("Starting SES and its inbox");
  const { ses: port, app } = options.plan.ports;
  const { APP_URL, SES_SNS_TOPIC_ARNS } = options.plan.variables;
  const path = "/api/webhooks/ses";
  const webhook = {
    SES_WEBHOOK_URL: `http://127.0.0.1:${app}${path}`,
    SES_SUBSCRIBED_URL: `${APP_URL}${path}`,
  };
  const address = { SES_PORT: String(port), ...(SES_SNS_TOPIC_ARNS && webhook) };
  return startPart(options, "SES", "ses", address, `http://127.0.0.1:${port}/health-check`);
}

async function startRunner(options: StackOptions): Promise<() => Promise<void>> {
  options.say("Starting the Inngest runner");
  const { inngest: port, app } = options.plan.ports;
  // The runner calls the app where it listens, whatever address people use for it.
  const address = { INNGEST_PORT: String(port), APP_URL: `http://127.0.0.1:${app}` };
  return startPart(
    options,
    "The Inngest runner",
    "inngest",
    address,
    `http://127.0.0.1:${port}/health`,
  );
}

/** Starts the program of another package as a process, and waits for it. */
async function startPart(
  options: StackOptions,
  name: string,
  folder: "ses" | "inngest",
  address: Record<string, string>,
  healthUrl: string,
): Promise<() => Promise<void>> {
  const child = startChild({
    name,
    script: programs[folder],
    cwd: process.cwd(),
    environment: { ...options.plan.variables, ...address },
    logFile: path.join(options.directory, "logs", `${folder}.log`),
    onUnexpectedExit: options.onFailure,
  });
  try {
    await untilAnswers(healthUrl, {
      deadlineMs: START_DEADLINE_MS,
      isHopeless: () => child.hasEnded(),
    });
  } catch (error) {
    await child.stop();
    throw error;
  }
  return () => child.stop();
}
