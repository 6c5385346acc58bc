import pg from "pg";

/**
 * Lets a role read and write the product's data, and nothing more: it cannot make, change, empty
 * or drop a table, and the history of migrations is not its business. Tables that the same owner
 * makes later are included. Does the same however often it runs.
 *
 * @throws when there is no such role, or when the URL is not the owner's
 */
export async function grantDataRights(ownerUrl: string, role: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const found = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [role]);
    if (found.rowCount === 0)
      throw new Error(
        `DATABASE_APP_ROLE is "${role}", and the database server knows no such role. ops/postgres/roles.sql makes it.`,
      );
    const app = client.escapeIdentifier(role);
    const { rows } = await client.query<{ name: string }>("SELECT current_database() AS name");
    const database = client.escapeIdentifier(rows[0]?.name ?? "");
    await client.query(`
      BEGIN;
      REVOKE CREATE ON SCHEMA public FROM PUBLIC;
      REVOKE TEMPORARY ON DATABASE ${database} FROM PUBLIC;
      GRANT CONNECT ON DATABASE ${database} TO ${app};
      GRANT USAGE ON SCHEMA public TO ${app};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${app};
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${app};
      ALTER DEFAULT PRIVILEGES IN SCHEMA public
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${app};
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO ${app};
      REVOKE ALL ON _prisma_migrations FROM ${app};
      COMMIT;`);
  } finally {
    await client.end();
  }
}
