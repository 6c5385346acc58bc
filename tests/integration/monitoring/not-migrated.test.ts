// A database that answers, and in which nobody ran "npm run db:migrate".
import { copyDatabase, type TestDatabase } from "@latchkey/testing/databases";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadWith } from "../../support/load-with";

const load = async () => ({
  ...(await import("@/lib/db")),
  ...(await import("@/lib/health/check-health")),
  ...(await import("@/lib/operator/command-line")),
});

let database: TestDatabase;
let product: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  database = await copyDatabase();
  product = await loadWith({ DATABASE_URL: database.url }, load);
  // The first query of a process takes longer than health waits.
  await product.db.$queryRaw`SELECT 1`;
});

afterAll(async () => {
  await product.db.$disconnect();
  await database.drop();
});

const NOT_MIGRATED = {
  database: "not_migrated",
  problems: ["the database is not migrated: npm run db:migrate"],
};

test("health says that it is not migrated, and how that is done", async () => {
  expect(await product.checkHealth()).toMatchObject(NOT_MIGRATED);
});

test("the operator's command line says the same", async () => {
  expect(await product.operatorCommand(["list", "users"])).toMatchObject({
    exitCode: 1,
    lines: ["The database is not migrated: npm run db:migrate"],
  });
});

test("tables of an older version are not enough, and no database at all is the same", async () => {
  await product.db.$executeRaw`CREATE TABLE heartbeat (name text)`;
  expect(await product.checkHealth()).toMatchObject(NOT_MIGRATED);
  await product.db.$disconnect();
  await database.drop();
  expect(await product.checkHealth()).toMatchObject(NOT_MIGRATED);
});
