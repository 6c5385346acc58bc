import { startTemporaryPostgres } from "@/lib/local-stack/postgres/temporary-postgres";

/**
 * Gives integration tests what they share: a PostgreSQL to make databases on. "npm test"
 * has one already; vitest started by itself gets one here.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_POSTGRES_URL !== undefined) return undefined;
  const postgres = await startTemporaryPostgres();
  process.env.TEST_POSTGRES_URL = postgres.urlOf("postgres");
  return () => postgres.stop();
}
