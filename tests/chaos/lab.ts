import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { nextCli } from "@latchkey/local-stack/build-app";
import { programs } from "@latchkey/local-stack/programs";
import { applyMigrations } from "@latchkey/migrations/apply-migrations";
import { poll } from "@latchkey/testing/poll";
import { planLab, type LabPlan, type LabWish } from "./lab-plan";
import { nodePart } from "./node-part";
import type { Part } from "./part";
import { postgresPart } from "./postgres-part";
import { runnerAt } from "./runner-at";
import { sesFront } from "./ses-front";

/** The product and its surroundings as processes of their own, each of which can be killed. */
export interface Lab {
  /** SES is none of them: what it remembers is the evidence. */
  parts: { app: Part; runner: Part; postgres: Part };
  origin: string;
  hasEvents: boolean;
  database: pg.Pool;
  ses: ReturnType<typeof sesFront>;
  runner: ReturnType<typeof runnerAt>;
  /** What ended by itself, which nothing may. */
  accidents: string[];
  /** Ends everything and forgets the data; a second time it does nothing. */
  stop(): Promise<void>;
}

/** Starts a lab with data of its own, which goes when it stops. */
export async function startLab(wish: LabWish): Promise<Lab> {
  const directory = mkdtempSync(path.join(os.tmpdir(), "latchkey-chaos-"));
  // When we are root, the account that runs PostgreSQL has to pass through here.
  chmodSync(directory, 0o711);
  const plan = await planLab(wish);
  const accidents: string[] = [];
  const { ses, ...parts } = partsOf(plan, directory, (reason) => accidents.push(reason));
  const database = new pg.Pool({ connectionString: plan.variables.DATABASE_URL, max: 4 });
  // Connections break when PostgreSQL is killed; the next query opens another.
  database.on("error", () => undefined);
  const runner = runnerAt(`http://127.0.0.1:${plan.ports.runner}`);
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await parts.app.stop();
    await parts.runner.stop();
    await ses.stop();
    await database.end();
    await parts.postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await parts.postgres.start();
    await migrate(plan.variables.DATABASE_URL ?? "");
    await Promise.all([ses.start(), parts.runner.start(), parts.app.start()]);
    await poll("the app's functions", () => runner.knowsFunctions(), { deadlineMs: 30_000 });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    parts,
    origin: `http://localhost:${plan.ports.app}`,
    hasEvents: wish.hasEvents,
    database,
    ses: sesFront(`http://127.0.0.1:${plan.ports.ses}`),
    runner,
    accidents,
    stop,
  };
}

function partsOf(plan: LabPlan, directory: string, onUnexpectedExit: (reason: string) => void) {
  const { ports, variables, postgresPassword: password } = plan;
  const logs = path.join(directory, "logs");
  const at = (port: number) => `http://127.0.0.1:${port}`;
  const common = { logs, onUnexpectedExit };
  return {
    postgres: postgresPart({
      directory: path.join(directory, "postgres"),
      port: ports.postgres,
      password,
      onUnexpectedExit,
    }),
    ses: nodePart({
      ...common,
      name: "SES",
      log: "ses",
      script: programs.ses,
      environment: {
        ...variables,
        SES_PORT: String(ports.ses),
        SES_WEBHOOK_URL: `${at(ports.app)}/api/webhooks/ses`,
      },
      healthUrl: `${at(ports.ses)}/health-check`,
    }),
    runner: nodePart({
      ...common,
      name: "runner",
      log: "runner",
      script: programs.inngest,
      environment: {
        ...variables,
        INNGEST_PORT: String(ports.runner),
        APP_URL: at(ports.app),
        INNGEST_RUNNER_LEASE_MS: "3000",
        INNGEST_RUNNER_BACKOFF_MS: String(plan.runner.backoffMs),
        INNGEST_RUNNER_SYNC_INTERVAL_MS: String(plan.runner.syncMs),
      },
      healthUrl: `${at(ports.runner)}/health`,
    }),
    app: nodePart({
      ...common,
      name: "app",
      log: "app",
      script: nextCli,
      args: ["start", "--hostname", "127.0.0.1", "--port", String(ports.app)],
      environment: variables,
      // Its pages need PostgreSQL, which may be dead as well.
      healthUrl: `${at(ports.app)}/icon.svg`,
    }),
  };
}

async function migrate(databaseUrl: string): Promise<void> {
  const result = await applyMigrations({ databaseUrl, log: () => undefined });
  if (result.outcome !== "applied") throw new Error("The lab's database could not be made.");
}
