import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ListDefinition, ListRow } from "@/lib/operator/lists/list-definition";
import type { SearchParams } from "@/lib/operator/lists/list-query";

const load = async () => ({
  ...(await import("@/lib/db")),
  ...(await import("@/lib/operator/lists/audit-event-list")),
  ...(await import("@/lib/operator/lists/delivery-list")),
  ...(await import("@/lib/operator/lists/find-page")),
  ...(await import("@/lib/operator/lists/list-query")),
  ...(await import("@/lib/operator/lists/operator-action-list")),
  ...(await import("@/lib/operator/lists/registration-list")),
  ...(await import("@/lib/operator/lists/user-list")),
  ...(await import("@/lib/operator/actions/lock-user")),
  ...(await import("../../support/registrations")),
});

let product: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  product = await load();
});

beforeEach(async () => {
  await product.db.user.deleteMany();
  await product.db.auditEvent.deleteMany();
  await product.db.operatorAction.deleteMany();
});

function find<Row extends ListRow>(list: ListDefinition<Row>, params: SearchParams = {}) {
  return product.findPage(list, product.readListQuery(list, params));
}

/** Every page of a list, from its beginning on. */
async function walk<Row extends ListRow>(list: ListDefinition<Row>, params: SearchParams) {
  const pages = [await find(list, params)];
  for (;;) {
    const { after } = pages.at(-1)!;
    if (!after) return pages;
    pages.push(await find(list, { ...params, after: product.cursorText(after) }));
  }
}

async function somePeople(count: number) {
  const start = Date.now() - 1_000_000;
  await product.db.user.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      address: `Person-${String((index * 37) % count).padStart(3, "0")}@example.com`,
      originalAddress: "someone@example.com",
      createdAt: new Date(start + index),
    })),
  });
}

const addressesIn = (rows: { address: string }[]) => rows.map(({ address }) => address);

describe("an operator who pages through a list", () => {
  test.each(["newest", "oldest", "address", "address_desc"] as const)(
    "sees everybody once, sorted by %s",
    async (sort) => {
      await somePeople(120);
      const pages = await walk(product.userList, { sort });
      expect(pages.map(({ rows }) => rows.length)).toEqual([50, 50, 20]);
      const seen = pages.flatMap(({ rows }) => rows);
      const ids = seen.map(({ id }) => id);
      const addresses = addressesIn(seen);
      const expected = {
        newest: [ids, ids.toSorted().toReversed()],
        oldest: [ids, ids.toSorted()],
        address: [addresses, addresses.toSorted()],
        address_desc: [addresses, addresses.toSorted().toReversed()],
      }[sort];
      expect(expected[0]).toEqual(expected[1]);
      expect(new Set(ids).size).toBe(120);
    },
  );

  test.each(["newest", "address"])("comes back over the same pages, sorted by %s", async (sort) => {
    await somePeople(120);
    const forth = await walk(product.userList, { sort });
    const back = [forth.at(-1)!];
    for (const { before } of back)
      if (before)
        back.push(await find(product.userList, { sort, before: product.cursorText(before) }));
    expect(back.map(({ rows }) => rows)).toEqual(forth.map(({ rows }) => rows).toReversed());
    expect(back.at(-1)).toMatchObject({ before: null, after: forth[0]!.after });
  });

  test("goes on where they were though the row they were at is gone", async () => {
    await somePeople(60);
    const { rows, after } = await find(product.userList);
    await product.db.user.delete({ where: { id: rows.at(-1)!.id } });
    const next = await find(product.userList, { after: product.cursorText(after!) });
    expect(next.rows).toHaveLength(10);
  });

  test("sees what operators did in the order of time, whose ids are not", async () => {
    const start = Date.now() - 1_000_000;
    await product.db.operatorAction.createMany({
      data: Array.from({ length: 70 }, (_, index) => ({
        id: randomUUID(),
        name: "user_locked",
        subject: `${index}`,
        reason: "a test",
        // Two at each moment.
        createdAt: new Date(start + Math.floor(index / 2)),
      })),
    });
    const pages = await walk(product.operatorActionList, {});
    const seen = pages.flatMap(({ rows }) => rows);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(70);
    const times = seen.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  test("gets the first page for an address that somebody made up", async () => {
    await somePeople(3);
    const { userList, operatorActionList } = product;
    for (const params of [
      { after: "nonsense" },
      { before: `${randomUUID()}'; DROP TABLE x` },
      { after: `${randomUUID()}_key-of-another-order` },
      { sort: "password_hash", state: "rich", q: "\u0000" },
      { q: ["person-001", "x"] },
    ])
      expect((await find(userList, params)).rows.length, JSON.stringify(params)).toBeGreaterThan(0);
    expect((await find(operatorActionList, { after: `${randomUUID()}_no time` })).rows).toEqual([]);
  });
});

describe("an operator who searches", () => {
  test("finds a person by id, by the beginning of the address in any case, and by domain", async () => {
    const ada = await product.aRegistration({ address: "Ada.Lovelace@analytical.example" });
    await product.aRegistration({ address: "ben@elsewhere.example" });
    for (const q of [
      ada.userId,
      ada.id,
      "ada.l",
      "ADA.LOVELACE@analytical.example",
      " ada.lovelace@ana",
      "@analytical.example",
      "Analytical.Example",
    ]) {
      for (const found of [
        await find(product.userList, { q }),
        await find(product.registrationList, { q }),
        await find(product.deliveryList, { q }),
      ])
        expect(addressesIn(found.rows), q).toEqual(["Ada.Lovelace@analytical.example"]);
    }
    expect((await find(product.userList, { q: "nobody" })).rows).toEqual([]);
    expect((await find(product.userList, { q: randomUUID() })).rows).toEqual([]);
  });

  test("by the beginning of an address is shown what is found by address, and no other way", async () => {
    for (const name of ["adam", "ada", "adele", "ben"])
      await product.aRegistration({ address: `${name}@example.com` });
    const found = await find(product.userList, { q: "ad", sort: "newest" });
    expect(addressesIn(found.rows)).toEqual(
      ["ada", "adam", "adele"].map((n) => `${n}@example.com`),
    );
    expect(found).toMatchObject({ sort: "address", sorts: ["address", "address_desc"] });
    const turned = await find(product.userList, { q: "ad", sort: "address_desc" });
    expect(turned.rows).toEqual(found.rows.toReversed());
    expect(await find(product.deliveryList, { q: "ad" })).toMatchObject({ sorts: [] });
  });

  test("finds no more than was asked for by signs that a pattern would have", async () => {
    await product.aRegistration({ address: "ada@example.com" });
    const odd = await product.aRegistration({ address: "a_%x@example.com" });
    for (const q of ["a_", "a_%"])
      expect((await find(product.userList, { q })).rows.map(({ id }) => id)).toEqual([odd.userId]);
    expect((await find(product.userList, { q: "%" })).rows).toEqual([]);
    expect((await find(product.userList, { q: "a\\" })).rows).toEqual([]);
  });

  test("finds an email by the provider's id of it", async () => {
    const { deliveryId } = await product.aRegistration();
    await product.aRegistration();
    const providerMessageId = "0100019ab1c2d3e4-5f6a7b8c-1d2e-4f3a-8b9c-0d1e2f3a4b5c-000000";
    await product.db.delivery.update({ where: { id: deliveryId }, data: { providerMessageId } });
    const { rows } = await find(product.deliveryList, { q: providerMessageId });
    expect(rows.map(({ id }) => id)).toEqual([deliveryId]);
  });

  test("finds what happened to a person by the address, though the trail holds none", async () => {
    const { userId, address } = await product.aRegistration();
    await product.aRegistration();
    await product.lockUser(userId, { actionId: randomUUID(), operatorId: null, reason: "spam" });
    const { rows } = await find(product.auditEventList, { q: address });
    expect(rows.map(({ name }) => name)).toEqual(["locked", "registered"]);
    const byOperators = await find(product.auditEventList, { by: "operator" });
    expect(byOperators.rows.map(({ name, address: whose }) => [name, whose])).toEqual([
      ["locked", address],
    ]);
    for (const q of [userId, address])
      expect((await find(product.operatorActionList, { q })).rows).toMatchObject([
        { name: "user_locked", userId, address, reason: "spam", operatorAddress: null },
      ]);
  });
});
