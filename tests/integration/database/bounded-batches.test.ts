import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db";
import { claimEvents } from "@/lib/outbox/outbox";
import { forgetOldLimits } from "@/lib/rate-limit/forget-old-limits";

/**
 * PostgreSQL may run the subquery of "IN (SELECT … LIMIT 10 FOR UPDATE SKIP LOCKED)" once for each
 * row, and each run takes others. Whether it does is the planner's choice. Here it has no other.
 */
beforeAll(async () => {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const name = client.escapeIdentifier(new URL(process.env.DATABASE_URL!).pathname.slice(1));
  for (const way of ["hashagg", "hashjoin", "mergejoin", "sort", "material", "memoize"])
    await client.query(`ALTER DATABASE ${name} SET enable_${way} = off`);
  await client.end();
});

test("a publisher claims one batch, whatever plan the database makes", async () => {
  const now = new Date();
  const events = Array.from({ length: 150 }, () => ({ name: "account/registered", data: {} }));
  await db.outboxEvent.createMany({ data: events });
  const first = await claimEvents(now);
  expect([first.events.length, first.isMore]).toEqual([100, true]);
  const second = await claimEvents(now);
  expect([second.events.length, second.isMore]).toEqual([50, false]);
});

test("old limits are forgotten one batch at a time, whatever plan the database makes", async () => {
  const now = new Date();
  const limits = Array.from({ length: 600 }, (_, n) => ({
    key: `old-${n}`,
    points: 1,
    expire: 1n,
  }));
  await db.rateLimit.createMany({ data: limits });
  expect(await forgetOldLimits(now)).toEqual({ forgotten: 500, isMore: true });
  expect(await forgetOldLimits(now)).toEqual({ forgotten: 100, isMore: false });
});

test("no statement takes a batch by IN, which the planner may repeat", () => {
  const files = ["lib", "inngest", "app", "packages"]
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
    )
    .filter((file) => /\.tsx?$/.test(file) && !file.includes("node_modules"));
  const repeatable = /\bIN \(\s*SELECT[^`]*?\bLIMIT\b[^`)]*FOR UPDATE/;
  expect(files.filter((file) => repeatable.test(readFileSync(file, "utf8")))).toEqual([]);
});
