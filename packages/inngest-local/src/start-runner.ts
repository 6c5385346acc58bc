import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { createAlarm } from "./alarm";
import { loadApps } from "./app-store";
import { localBackoffMs } from "./backoff";
import { createAppCaller } from "./call-app";
import { createCatalog } from "./catalog";
import { createCheckpoints } from "./checkpoints";
import type { Context } from "./context";
import { openDatabase } from "./database";
import { dispatch } from "./dispatcher";
import { createEventIntake } from "./event-intake";
import { closeServer, json, listen, type Handler } from "@latchkey/local-http/http-server";
import { withLosses } from "./losing-events";
import { throughOutages } from "./outage";
import { prune } from "./prune";
import { createReachability } from "./reachability";
import { createRegistrar } from "./register-app";
import { createRouter } from "./router";
import { sdkRoutes } from "./sdk-routes";
import { pageRoutes } from "./page-routes";
import { upgradeSchema } from "./schema";
import { syncApps } from "./sync-apps";
import { createWorkers } from "./workers";

export interface RunnerOptions {
  databaseUrl: string;
  /** 0 takes any that is free. */
  port: number;
  /** Where to listen; only this machine unless told otherwise. */
  host?: string;
  /** Addresses of the apps to run functions of, without a path. */
  appUrls: readonly string[];
  log?: (line: string) => void;
  /** Milliseconds since 1970. */
  clock?: () => number;
  /** How long a failed attempt (counted from 0) waits for the next one. */
  retryBackoffMs?: (attempt: number) => number;
  /** How long a job stays this runner's when it says nothing more about it. */
  leaseMs?: number;
  /** How often an app is asked for changes of its functions. */
  syncIntervalMs?: number;
}

export interface Runner {
  url: string;
  /** Ends with the calls under way, or after 3 s without; what is left is found by its lease. */
  stop(): Promise<void>;
}

const DEFAULT_LEASE_MS = 15_000;
/** What the Dev Server does. */
const DEFAULT_SYNC_INTERVAL_MS = 5_000;
const CALLS_AT_ONCE = 16;
/** A busy app has enough to do: the calls that follow are looked for a few at a time. */
const REFILL_CALLS = 4;
const REFILL_MS = 25;
const PRUNE_INTERVAL_MS = 60_000;
const STOP_GRACE_MS = 3_000;

/**
 * Starts a runner: it listens at once, is ready when PostgreSQL has answered, and returns
 * then. Rejects when the port is taken.
 */
export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const host = options.host ?? "127.0.0.1";
  const context: Context = {
    catalog: createCatalog(),
    now: options.clock ?? Date.now,
    log: options.log ?? (() => undefined),
  };
  const taking = new AbortController();
  const working = new AbortController();
  const database = openDatabase(options.databaseUrl);
  let handler: Handler = async () => json({ status: 503, error: "waiting for PostgreSQL" }, 503);
  const server = await listen((request) => handler(request), host, options.port);
  try {
    await throughOutages({ signal: working.signal, log: context.log }, async () => {
      await upgradeSchema(database);
      await loadApps(database, context);
    });
  } catch (error) {
    await closeServer(server);
    await database.close();
    throw error;
  }

  const alarm = createAlarm();
  const lease = { token: randomUUID(), ms: options.leaseMs ?? DEFAULT_LEASE_MS };
  const caller = createAppCaller(CALLS_AT_ONCE);
  const reachability = createReachability(context.now);
  const workers = createWorkers({
    database,
    context,
    caller,
    lease,
    patience: { signal: working.signal, log: context.log },
    backoffMs: options.retryBackoffMs ?? localBackoffMs,
    most: CALLS_AT_ONCE,
    onReply: reachability.note,
    onFinished: () => {
      const isBusy = CALLS_AT_ONCE - workers.held().length < REFILL_CALLS;
      if (isBusy) alarm.ringWithin(REFILL_MS);
      else alarm.ring();
    },
  });
  const dispatching = dispatch({
    database,
    context,
    lease,
    workers,
    reachability,
    alarm,
    mostAtOnce: CALLS_AT_ONCE,
    patience: { signal: taking.signal, log: context.log },
  });
  const losing = withLosses(createEventIntake(database, context, alarm.ring));
  const registrar = createRegistrar(database, context, alarm.ring);
  handler = createRouter([
    ...sdkRoutes(context, {
      intake: losing.intake,
      registrar,
      checkpoints: createCheckpoints(database, context),
    }),
    ...losing.routes,
    ...pageRoutes({ database, context, registrar, onStarted: alarm.ring }),
  ]);
  const intervalMs = options.syncIntervalMs ?? DEFAULT_SYNC_INTERVAL_MS;
  const asking = createAppCaller(1);
  const stopSyncing = syncApps({ caller: asking, appUrls: options.appUrls, intervalMs });
  const pruning = setInterval(() => {
    prune(database, context).catch(() => undefined);
  }, PRUNE_INTERVAL_MS);

  async function shutDown(): Promise<void> {
    clearInterval(pruning);
    stopSyncing();
    asking.close();
    taking.abort();
    alarm.ring();
    await dispatching;
    await workers.stop(STOP_GRACE_MS);
    caller.close();
    working.abort();
    await closeServer(server);
    await database.close();
  }

  let stopped: Promise<void> | undefined;
  return { url: `http://${host}:${portOf(server)}`, stop: () => (stopped ??= shutDown()) };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("the runner does not listen on a port");
  return address.port;
}
