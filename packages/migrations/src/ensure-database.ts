import pg from "pg";

const INVALID_CATALOG_NAME = "3D000";
const DUPLICATE_DATABASE = "42P04";

/**
 * Creates the database that a URL names where there is none yet, through the
 * maintenance database "postgres" of the same server. Two processes may race.
 */
export async function ensureDatabase(databaseUrl: string): Promise<"exists" | "created"> {
  if (await exists(databaseUrl)) return "exists";

  const maintenanceUrl = new URL(databaseUrl);
  const name = decodeURIComponent(maintenanceUrl.pathname.slice(1));
  maintenanceUrl.pathname = "/postgres";
  const client = new pg.Client({ connectionString: maintenanceUrl.href });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    return "created";
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === DUPLICATE_DATABASE) return "exists";
    throw error;
  } finally {
    await client.end();
  }
}

async function exists(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === INVALID_CATALOG_NAME) return false;
    const code = networkCode(error);
    if (code === undefined) throw error;
    const { host } = new URL(databaseUrl);
    throw new Error(`The database server at ${host} cannot be reached: ${code}.`, { cause: error });
  }
}

/** A name with several addresses, such as localhost, fails with the errors of all of them. */
function networkCode(error: unknown): string | undefined {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  if (!(first instanceof Error && "syscall" in first && "code" in first)) return undefined;
  return String(first.code);
}
