import pg from "pg";
import { poll } from "@latchkey/testing/poll";

/**
 * Makes the product wait at a moment that a test chooses: a transaction on a connection of its
 * own that has changed or locked what the product needs.
 */
export async function holdUp(statement: string, values: unknown[] = []) {
  const connect = async () => {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    return client;
  };
  const [holder, watcher] = [await connect(), await connect()];
  await holder.query("BEGIN");
  await holder.query(statement, values);
  return {
    /** Until so many statements of the product wait for it, or for one another behind it. */
    untilWaiting: (count: number) =>
      poll(`${count} statements to wait`, async () => {
        const { rowCount } = await watcher.query(
          `SELECT FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return rowCount === count;
      }),
    /** Keeps what it changed, and lets all who wait go on. */
    async letGo(): Promise<void> {
      await holder.query("COMMIT");
      await Promise.all([holder.end(), watcher.end()]);
    },
  };
}
