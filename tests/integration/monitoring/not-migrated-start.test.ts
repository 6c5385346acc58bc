import { copyDatabase, type TestDatabase } from "@latchkey/testing/databases";
import { poll } from "@latchkey/testing/poll";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApp, type RunningApp } from "../../support/app";

let database: TestDatabase;
let app: RunningApp;

beforeAll(async () => {
  database = await copyDatabase();
  app = await startApp({ env: { DATABASE_URL: database.url, LOG_LEVEL: "error" } });
});

afterAll(async () => {
  await app.stop();
  await database.drop();
});

test("a start on a database that is not migrated says so in the log, before anybody asks", async () => {
  const line = await poll("the log to say so", async () =>
    app
      .output()
      .split("\n")
      .find((each) => each.includes("npm run db:migrate")),
  );
  expect(JSON.parse(line)).toMatchObject({
    level: "error",
    msg: "the database cannot be used",
    problems: ["the database is not migrated: npm run db:migrate"],
  });
});
