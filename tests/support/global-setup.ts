import type { AddressInfo } from "node:net";
import { startTemporaryPostgres } from "@latchkey/local-stack/postgres/temporary-postgres";
import { serveSes } from "@latchkey/ses-local/serve-ses";

/**
 * Gives integration tests what they share: a PostgreSQL to make databases on and an SES.
 * "npm test" has both already; vitest started by itself gets them here.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_POSTGRES_URL !== undefined && process.env.TEST_SES_URL !== undefined) {
    return undefined;
  }
  const ses = await serveSes({ port: 0 });
  process.env.TEST_SES_URL = `http://127.0.0.1:${(ses.address() as AddressInfo).port}`;
  const postgres =
    process.env.TEST_POSTGRES_URL === undefined ? await startTemporaryPostgres() : undefined;
  process.env.TEST_POSTGRES_URL ??= postgres?.absoluteUrl("postgres");
  return async () => {
    ses.closeAllConnections();
    ses.close();
    await postgres?.stop();
  };
}
