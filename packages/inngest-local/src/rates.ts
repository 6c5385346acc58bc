import type { Queries, Statement } from "./database";

const READ: Statement = {
  name: "read-rates",
  text: "SELECT key, arrival_ms FROM rate WHERE key = ANY($1) ORDER BY key FOR UPDATE",
};

const WRITE: Statement = {
  name: "write-rates",
  text: `
    INSERT INTO rate (key, arrival_ms)
    SELECT key, arrival_ms FROM unnest($1::text[], $2::float8[]) AS r(key, arrival_ms)
    ON CONFLICT (key) DO UPDATE SET arrival_ms = excluded.arrival_ms`,
};

/** The theoretical arrival times (ms) of these keys; the rows stay locked until the commit. */
export async function readArrivals(
  queries: Queries,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const rows = await queries.query<{ key: string; arrival_ms: number }>(READ, [keys]);
  return new Map(rows.map((row) => [row.key, row.arrival_ms]));
}

/** Keeps the arrival times (ms) that an admission gave. */
export async function writeArrivals(
  queries: Queries,
  arrivals: ReadonlyMap<string, number>,
): Promise<void> {
  if (arrivals.size === 0) return;
  await queries.query(WRITE, [[...arrivals.keys()], [...arrivals.values()]]);
}
