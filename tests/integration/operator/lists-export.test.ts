import { beforeAll, describe, expect, test } from "vitest";

const load = async () => ({
  ...(await import("@/lib/db")),
  ...(await import("@/lib/operator/lists/list-query")),
  ...(await import("@/lib/operator/lists/read-all")),
  ...(await import("@/lib/operator/lists/user-list")),
});

let product: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  product = await load();
  await product.db.user.createMany({
    data: Array.from({ length: 2_345 }, (_, index) => ({
      address: `p${String(index).padStart(4, "0")}@${index % 5 === 0 ? "five" : "other"}.example`,
      originalAddress: "",
    })),
  });
});

async function batchesOf(params: Record<string, string>) {
  const query = product.readListQuery(product.userList, params);
  const batches = [];
  for await (const batch of product.readAll(product.userList, query)) batches.push(batch);
  return batches;
}

describe("an operator who takes a list away", () => {
  test.each(["newest", "address", "address_desc"])(
    "gets everybody once, however many batches that takes, sorted by %s",
    async (sort) => {
      const batches = await batchesOf({ sort });
      expect(batches.map((batch) => batch.length)).toEqual([1_000, 1_000, 345]);
      expect(new Set(batches.flat().map(({ id }) => id)).size).toBe(2_345);
    },
  );

  test("gets what the page's search and filters find, whatever page was shown", async () => {
    const last = "ffffffff-ffff-7fff-bfff-ffffffffffff";
    const rows = (await batchesOf({ q: "@five.example", state: "waiting", before: last })).flat();
    expect(rows).toHaveLength(469);
    expect(rows.every(({ address }) => address.endsWith("@five.example"))).toBe(true);
    expect(await batchesOf({ state: "confirmed" })).toEqual([]);
  });
});
