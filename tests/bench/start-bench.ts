import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { buildApp } from "@latchkey/local-stack/build-app";
import type { Ending } from "@latchkey/local-stack/end-on-signals";
import { startChild } from "@latchkey/local-stack/processes/start-child";
import { programs } from "@latchkey/local-stack/programs";
import { untilAnswers } from "@latchkey/local-stack/until-answers";
import { seedPeople } from "../seed/seed-people";
import { PlainBrowser } from "../support/plain-browser";
import { startTestStack } from "../support/test-stack";
import { startBenchPostgres } from "./bench-database";
import type { PartPids } from "./cpu-by-part";
import { readProcesses } from "./cpu-time";
import { prepareHeapReports, type HeapReports } from "./live-heap";

const root = path.join(import.meta.dirname, "../..");

/** What everybody of the bench signs in with. */
export const PASSWORD = "nine moons over Jura";

/** What everything is measured on: the app, its database and what stands around it. */
export interface Bench {
  origin: string;
  runnerUrl: string;
  database: pg.Client;
  /** Of the password above, made by the product. */
  passwordHash: string;
  pids: PartPids;
  heap: HeapReports;
  /** How often the app was asked for something so far. */
  requests: number;
}

/**
 * Starts the production build on a stack of its own.
 *
 * @param people how many are seeded before; their database is kept for the next bench
 */
export async function startBench(
  end: Ending,
  people: number,
  say: (line: string) => void,
): Promise<Bench> {
  say("Starting a stack for the bench");
  const kept = people === 0 ? undefined : path.join(root, `.local/bench/${people}-people`);
  if (kept !== undefined) mkdirSync(kept, { recursive: true });
  const postgres = await startBenchPostgres(kept);
  end.afterwards(() => postgres.stop());
  const stack = await startTestStack({ say, onFailure: end.fail, databaseUrl: postgres.url });
  end.afterwards(() => stack.stop());
  const { ports } = stack.plan;
  const variables = { ...stack.plan.variables, DATABASE_URL: postgres.appUrl };
  const database = new pg.Client({ connectionString: postgres.url });
  await database.connect();
  end.afterwards(() => database.end());
  if (people > 0) await seedPeople(database, { people, seed: 1, now: Date.now(), say });

  buildApp(root, variables, say);
  const heap = prepareHeapReports();
  end.afterwards(() => heap.remove());
  const app = startChild({
    name: "The app",
    script: path.join(root, "bin/start.mjs"),
    args: ["--hostname", "127.0.0.1", "--port", String(ports.app)],
    nodeOptions: heap.nodeOptions,
    cwd: root,
    environment: { ...variables, ...heap.environment, NODE_ENV: "production" },
    onUnexpectedExit: end.fail,
  });
  end.afterwards(() => app.stop());
  const origin = `http://localhost:${ports.app}`;
  await untilAnswers(`${origin}/`, { deadlineMs: 60_000, isHopeless: () => app.hasEnded() });
  // For what the bench borrows from the tests and from lib.
  Object.assign(process.env, variables, stack.testVariables, { LATCHKEY_TEST_BUILD: "1" });
  return {
    origin,
    runnerUrl: `http://127.0.0.1:${ports.inngest}`,
    database,
    passwordHash: await passwordHashOfProduct(origin, database),
    pids: await findParts(app.pid, database),
    heap,
    requests: 0,
  };
}

/** Registers somebody, as only the product knows what its hashes cost. */
async function passwordHashOfProduct(origin: string, database: pg.Client): Promise<string> {
  const address = `bench-${crypto.randomUUID()}@example.com`;
  const browser = new PlainBrowser(origin);
  await browser.open("/register");
  await browser.press("Create account", { email: address, password: PASSWORD });
  const { rows } = await database.query<{ hash: string }>(
    "SELECT password_hash AS hash FROM registration WHERE address = $1",
    [address],
  );
  if (!rows[0]) throw new Error("The product registered nobody.");
  return rows[0].hash;
}

async function findParts(app: number, database: pg.Client): Promise<PartPids> {
  const { rows } = await database.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const processes = readProcesses();
  const ownBackend = rows[0]?.pid ?? NaN;
  const postgres = processes.get(ownBackend)?.parent ?? NaN;
  const childThatRuns = (program: string) => {
    const found = [...processes].find(
      ([pid, { parent }]) =>
        parent === process.pid && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(program),
    );
    if (!found) throw new Error(`No process runs ${program}.`);
    return found[0];
  };
  const [runner, ses] = [childThatRuns(programs.inngest), childThatRuns(programs.ses)];
  return { app, postgres, ownBackend, runner, ses };
}
