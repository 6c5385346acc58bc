// The app's role in PostgreSQL: what a stolen connection string is good for.
import { readFileSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { applyMigrations } from "@latchkey/migrations/apply-migrations";
import { grantDataRights } from "@latchkey/migrations/grant-data-rights";
import { copyDatabase, type TestDatabase } from "@latchkey/testing/databases";
import { poll } from "@latchkey/testing/poll";

/** Roles belong to the whole server, which other tests use too. */
const PREFIX = `latchkey_${crypto.randomUUID().slice(0, 8)}`;
const APP_ROLE = `${PREFIX}_app`;

let database: TestDatabase;
let ownerUrl: string;
let appUrl: string;

const urlAs = (user: string) => {
  const url = new URL(database.url);
  [url.username, url.password] = [user, "word"];
  return url.href;
};

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/** ops/postgres/roles.sql, with what psql would put in. */
function rolesScript(): string {
  return readFileSync("ops/postgres/roles.sql", "utf8")
    .replace(/^\\.*$/gm, "")
    .replaceAll(/:'\w+_password'/g, "'word'")
    .replaceAll("latchkey_", `${PREFIX}_`)
    .replaceAll(':"DBNAME"', `"${new URL(database.url).pathname.slice(1)}"`);
}

// Imported when the app's role is what the environment names.
const load = async () => ({
  ...(await import("@/lib/account/erase-accounts")),
  ...(await import("@/lib/email/send-email-delivery")),
  ...(await import("@/lib/db")),
  ...(await import("@/lib/health/check-health")),
  ...(await import("@/lib/heartbeat")),
  ...(await import("@/lib/realtime/announce")),
  ...(await import("@/lib/realtime/subscribe")),
  ...(await import("@/lib/health/read-gauges")),
  ...(await import("@/lib/operator/statistics/count-figures")),
  ...(await import("@/lib/operator/statistics/overview")),
  ...(await import("@/lib/outbox/outbox")),
  ...(await import("@/lib/retention/delete-due")),
  ...(await import("@/lib/retention/retention-table")),
  ...(await import("@/lib/verification/expire")),
  ...(await import("../../support/registrations")),
});
let product: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  database = await copyDatabase();
  ownerUrl = urlAs(`${PREFIX}_owner`);
  appUrl = urlAs(APP_ROLE);
  await query(database.url, rolesScript());
  const { outcome } = await applyMigrations({ databaseUrl: ownerUrl, log: () => undefined });
  expect(outcome).toBe("applied");
  await grantDataRights(ownerUrl, APP_ROLE);
  process.env.DATABASE_URL = appUrl;
  product = await load();
});

afterAll(async () => {
  await product.db.$disconnect();
  const server = new URL(database.url);
  server.pathname = "/postgres";
  await database.drop();
  await query(server.href, `DROP ROLE ${APP_ROLE}; DROP ROLE ${PREFIX}_owner`);
});

describe("the app's role", () => {
  test.each([
    ["make a table", "CREATE TABLE mine (id int)"],
    ["make a temporary table", "CREATE TEMPORARY TABLE mine (id int)"],
    ["drop a table", 'DROP TABLE "session"'],
    ["change a table", 'ALTER TABLE "user" DROP COLUMN role'],
    ["empty a table at once", "TRUNCATE audit_event"],
    ["put a trigger on a table", "CREATE TRIGGER t AFTER INSERT ON delivery EXECUTE FUNCTION f()"],
    ["make a function", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"],
    ["make a schema", "CREATE SCHEMA mine"],
    ["make a role", "CREATE ROLE mine"],
    ["become the owner", `SET ROLE ${PREFIX}_owner`],
    ["rewrite the history of migrations", "DELETE FROM _prisma_migrations"],
    ["read a file of the server", "SELECT pg_read_file('PG_VERSION')"],
  ])("cannot %s", async (_what, sql) => {
    await expect(query(appUrl, sql)).rejects.toThrow(/permission denied|must be owner/);
  });

  test("is enough for everything that the app does", async () => {
    const { id, deliveryId } = await product.aRegistration();
    expect(await product.sendEmailDelivery(deliveryId)).toEqual({ outcome: "sent" });
    const { userId } = await product.anAccount();
    await product.db.user.update({ where: { id: userId }, data: { eraseAt: new Date(0) } });
    await product.eraseAccounts();
    expect(await product.db.user.findUnique({ where: { id: userId } })).toBeNull();
    await product.expireVerifications();
    for (const { name } of product.retentionTable) await product.deleteDue(name);
    await product.countRecent();
    await product.overview("week");
    await product.readGauges();
    await product.recordHeartbeat("sweep-outbox");
    expect((await product.claimEvents(new Date())).events.length).toBeGreaterThan(0);
    expect(await product.checkHealth()).toMatchObject({ database: "up" });

    let looks = 0;
    const leave = product.subscribe(id, () => (looks += 1));
    await poll("listening", () => product.listeningStatus().state === "hearing");
    const before = looks;
    await product.inTransaction((tx) => product.announce(tx, id));
    await poll("the change", () => looks > before);
    leave();
  });

  test("has its rights on tables of later migrations at once", async () => {
    await query(ownerUrl, "CREATE TABLE later (id serial PRIMARY KEY, name text)");
    await query(appUrl, "INSERT INTO later (name) VALUES ('a'); UPDATE later SET name = 'b'");
    await expect(query(appUrl, "DROP TABLE later")).rejects.toThrow("must be owner");
    await query(ownerUrl, "DROP TABLE later");
    await grantDataRights(ownerUrl, APP_ROLE);
  });

  test("that does not exist is named, with what makes it", async () => {
    await expect(grantDataRights(ownerUrl, "nobody_here")).rejects.toThrow(
      'DATABASE_APP_ROLE is "nobody_here"',
    );
  });
});
