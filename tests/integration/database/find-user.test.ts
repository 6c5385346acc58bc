import { expect, test } from "vitest";
import { db, sql } from "@/lib/db";
import { isMailboxOf, userIdOf } from "@/lib/mailbox/find-user";

test.each([
  ["a user", sql`SELECT ${userIdOf("Ada@example.com")}`, "user_address_prefix_idx"],
  [
    "what stops emails",
    sql`SELECT FROM suppression s WHERE ${isMailboxOf(sql`s.address`, "Ada@example.com")}`,
    "suppression_address_prefix_idx",
  ],
])("looking %s up by an address reads an index and no table", async (_what, statement, index) => {
  const plan = await db.$transaction(async (tx) => {
    // Of a few rows PostgreSQL would rather read all.
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
    return tx.$queryRaw<object[]>`EXPLAIN ${statement}`;
  });
  expect(JSON.stringify(plan)).toContain(index);
  expect(JSON.stringify(plan)).not.toContain("Seq Scan");
});
