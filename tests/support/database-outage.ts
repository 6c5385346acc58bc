import pg from "pg";
import { localServerUrl } from "@latchkey/testing/local-server-url";

/** Takes a test's database away, as an outage would, until it is given back. */
export async function takeDatabaseAway(
  databaseUrl: string,
): Promise<{ giveBack(): Promise<void> }> {
  const name = new URL(databaseUrl).pathname.slice(1);
  const server = new pg.Client({ connectionString: localServerUrl() });
  await server.connect();
  const allow = (isAllowed: boolean) =>
    server.query(`ALTER DATABASE "${name}" WITH ALLOW_CONNECTIONS ${isAllowed}`);
  await allow(false);
  await server.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [
    name,
  ]);
  return {
    giveBack: async () => {
      await allow(true);
      await server.end();
    },
  };
}
