import "server-only";
import pg from "pg";
import { SECOND } from "../clock";
import { env } from "../env";
import { log } from "../log";
import { REGISTRATION_CHANGED } from "./announce";

type Listener = () => void;

const RECONNECT_MS = SECOND;

// One connection for all waiting pages of this process, however many there are.
const listeners = new Map<string, Set<Listener>>();
let connection: Promise<pg.Client> | undefined;

function tellAll(): void {
  for (const waiting of listeners.values()) for (const listener of waiting) listener();
}

async function listen(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: env.DATABASE_URL, keepAlive: true });
  client.on("error", (error) =>
    log.warn({ err: error }, "the connection that listens for changes broke"),
  );
  client.on("end", () => {
    connection = undefined;
    if (listeners.size > 0) setTimeout(keepListening, RECONNECT_MS).unref();
  });
  client.on("notification", ({ payload }) => {
    for (const listener of listeners.get(payload ?? "") ?? []) listener();
  });
  await client.connect();
  await client.query(`LISTEN ${REGISTRATION_CHANGED}`);
  return client;
}

function keepListening(): void {
  connection ??= listen();
  connection.then(
    // Whatever was announced while nobody listened is found by looking once more.
    tellAll,
    (error: unknown) => {
      log.warn({ err: error }, "cannot listen for changes yet");
      connection = undefined;
      if (listeners.size > 0) setTimeout(keepListening, RECONNECT_MS).unref();
    },
  );
}

/**
 * Calls `listener` whenever the registration has changed, and once when listening has
 * begun (again), so that nothing is missed in between.
 *
 * @returns a function that ends the subscription
 */
export function subscribe(registrationId: string, listener: Listener): () => void {
  const waiting = listeners.get(registrationId) ?? new Set();
  listeners.set(registrationId, waiting.add(listener));
  if (connection) void connection.then(listener, () => undefined);
  else keepListening();
  return () => {
    waiting.delete(listener);
    if (waiting.size === 0) listeners.delete(registrationId);
  };
}
