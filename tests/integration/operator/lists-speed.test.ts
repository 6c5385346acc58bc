import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { preparedStatementsOf } from "../../support/statements-of";
import type { ListCase } from "../../seed/list-cases";
import { seedPeople } from "../../seed/seed-people";

const PEOPLE = 4_000;

const load = async () => ({
  ...(await import("@/lib/db")),
  ...(await import("@/lib/operator/lists/find-page")),
  ...(await import("@/lib/operator/lists/list-query")),
  ...(await import("@/lib/operator/lists/user-list")),
  ...(await import("../../seed/explain-list")),
  ...(await import("../../seed/list-cases")),
});

let product: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  product = await load();
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    const wishes = { people: PEOPLE, seed: 7, now: Date.now(), say: () => undefined };
    expect(await seedPeople(client, wishes)).toMatchObject({ outcome: "seeded" });
    expect(await seedPeople(client, wishes)).toEqual({ outcome: "seeded_before" });
  } finally {
    await client.end();
  }
});

/**
 * A search, a filter or a place alone. Of two together PostgreSQL takes the better index,
 * which with few rows is a matter of taste; tests/seed/explain.ts looks at all of them.
 */
function isOneThing({ parameters }: ListCase): boolean {
  return Object.keys(parameters).filter((name) => !["sort", "after"].includes(name)).length <= 1;
}

/** Reading a small table whole is quick, so PostgreSQL would: that must not hide the index. */
async function costsOfEveryCase() {
  const mail = await product.db.delivery.findFirstOrThrow({
    where: { providerMessageId: { not: null }, userId: { not: null }, status: "bounced" },
    orderBy: { id: "asc" },
  });
  const somebody = {
    id: mail.userId!,
    address: mail.address,
    providerMessageId: mail.providerMessageId!,
  };
  return product.inTransaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
    const costs: { name: string; rowsRead: number }[] = [];
    for (const work of product.forEachList((list) => async () => {
      for (const { name, parameters } of product.listCases(list, somebody).filter(isOneThing))
        costs.push({ name, ...(await product.explainList(list, parameters, tx)) });
    }))
      await work();
    return costs;
  });
}

describe("an operator's list of thousands", () => {
  test("is never read whole, whatever is asked of it", async () => {
    const costs = await costsOfEveryCase();
    expect(costs.length).toBeGreaterThan(150);
    const slow = costs.filter(({ rowsRead }) => rowsRead > PEOPLE / 4);
    expect(slow).toEqual([]);
  });

  test("shows a first page, and one deep inside, from the rows of that page alone", async () => {
    for (const work of product.forEachList((list) => async () => {
      const [first, ...more] = product.listCases(list, {
        id: "",
        address: "",
        providerMessageId: "",
      });
      const plain = [first!, ...more].filter(({ parameters }) =>
        Object.keys(parameters).every((name) => name === "sort" || name === "after"),
      );
      expect(plain.length, list.name).toBeGreaterThanOrEqual(2 * list.sorts.length);
      for (const { name, parameters } of plain)
        expect((await product.explainList(list, parameters)).rowsRead, name).toBeLessThanOrEqual(
          120,
        );
    }))
      await work();
  });
});

describe("seeded people", () => {
  test("have histories like those of real ones", async () => {
    const { db } = product;
    const [users, confirmed, bounced, deliveries] = await Promise.all([
      db.user.count(),
      db.user.count({ where: { confirmedAt: { not: null } } }),
      db.delivery.count({ where: { status: "bounced" } }),
      db.delivery.count(),
    ]);
    expect(users).toBe(PEOPLE + 1);
    expect(confirmed / users).toBeGreaterThan(0.66);
    expect(confirmed / users).toBeLessThan(0.74);
    expect(bounced / deliveries).toBeGreaterThan(0.012);
    expect(bounced / deliveries).toBeLessThan(0.028);
    // Nobody confirms, signs in or is told anything before they registered, or in the future.
    const [odd] = await db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int FROM "user" u LEFT JOIN session s ON s.user_id = u.id
      WHERE u.confirmed_at < u.created_at OR s.created_at < u.confirmed_at
        OR u.confirmed_at > now() OR s.created_at > now()`;
    expect(odd?.count).toBe(0);
    const newest = await db.user.findMany({ orderBy: { id: "desc" }, take: 100 });
    const times = newest.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });
});

test("a list is not prepared: it is planned for the values that were asked for", async () => {
  const { findPage, readListQuery, userList } = product;
  const sent = await preparedStatementsOf(() =>
    findPage(userList, readListQuery(userList, { q: "ada@" })),
  );
  const rows = sent.filter(({ text }) => text.includes('"sortKey"'));
  expect(rows.map(({ name }) => name)).toEqual([""]);
});
