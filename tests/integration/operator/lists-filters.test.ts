import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY, HOUR } from "@/lib/clock";
import { uuidFloor } from "@/lib/uuid-range";
import type { ListDefinition, ListRow } from "@/lib/operator/lists/list-definition";
import type { SearchParams } from "@/lib/operator/lists/list-query";

const load = async () => ({
  ...(await import("@/lib/db")),
  ...(await import("@/lib/operator/lists/count-failures")),
  ...(await import("@/lib/operator/lists/failed-list")),
  ...(await import("@/lib/operator/lists/find-page")),
  ...(await import("@/lib/operator/lists/list-query")),
  ...(await import("@/lib/operator/lists/registration-list")),
  ...(await import("@/lib/operator/lists/suppression-list")),
  ...(await import("@/lib/operator/lists/user-list")),
  ...(await import("@/lib/email/dead-letters")),
  ...(await import("@/lib/operator/actions/replay-all")),
  ...(await import("../../support/registrations")),
});

let product: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  product = await load();
});

beforeEach(async () => {
  await product.db.user.deleteMany();
});

function find<Row extends ListRow>(list: ListDefinition<Row>, params: SearchParams = {}) {
  return product.findPage(list, product.readListQuery(list, params));
}

describe("an operator who filters", () => {
  test("sees who waits, who is confirmed, who is locked and who is an operator", async () => {
    const [waiting, confirmed, locked, operator] = [
      await product.aRegistration(),
      await product.aRegistration(),
      await product.aRegistration(),
      await product.aRegistration(),
    ].map(({ userId }) => userId);
    const confirmedAt = new Date();
    for (const id of [confirmed, locked, operator])
      await product.db.user.update({ where: { id: id! }, data: { confirmedAt } });
    await product.db.user.update({ where: { id: locked! }, data: { lockedAt: confirmedAt } });
    await product.db.user.update({ where: { id: operator! }, data: { role: "operator" } });
    const found = async (state: string) =>
      (await find(product.userList, { state })).rows.map(({ id }) => id);
    expect(await found("waiting")).toEqual([waiting]);
    expect(await found("confirmed")).toEqual([operator, locked, confirmed]);
    expect(await found("locked")).toEqual([locked]);
    expect(await found("operator")).toEqual([operator]);
  });

  test("sees as failed what can be replayed, and nothing else, with how many of each kind", async () => {
    const past = new Date(Date.now() - 3_600_000);
    const states = [
      { status: "failed", failureCode: "sandbox" },
      { status: "failed", failureCode: "sandbox" },
      { status: "cancelled", failureCode: "suppressed_bounce" },
      { status: "cancelled", failureCode: null },
      { status: "unknown", failureCode: "unanswered", dueAt: past },
      { status: "unknown", failureCode: "unanswered", dueAt: new Date() },
      { status: "unknown", failureCode: "unanswered", dueAt: null },
      { status: "queued", dueAt: past },
      { status: "queued" },
      { status: "sending", dueAt: past },
      { status: "deferred", failureCode: "throttled", dueAt: past },
      { status: "deferred", failureCode: "throttled", dueAt: new Date() },
      { status: "sent", dueAt: past },
      { status: "delivered", failureCode: null },
    ] as const;
    for (const data of states) {
      const { deliveryId } = await product.aRegistration();
      await product.db.delivery.update({ where: { id: deliveryId }, data });
    }
    const listed = (await find(product.failedList)).rows.map(({ id }) => id);
    const dead = await product.db.delivery.findMany({ where: product.deadLetters(new Date()) });
    expect(listed.toSorted()).toEqual(dead.map(({ id }) => id).toSorted());
    const all = await product.db.delivery.findMany();
    const single = all.filter((each) => product.isDeadLetter(each, new Date()));
    expect(listed.toSorted()).toEqual(single.map(({ id }) => id).toSorted());
    expect(listed).toHaveLength(8);
    const kinds = await product.countFailures();
    for (const { code, mails, oldest } of kinds) {
      const { rows } = await find(product.failedList, { code });
      expect(rows).toHaveLength(mails);
      expect(rows.at(-1)?.createdAt).toEqual(oldest);
      expect(await product.countDeadLetters(code, 100)).toBe(mails);
    }
    expect(kinds.map(({ code, mails }) => ({ code, mails }))).toEqual([
      { code: "overdue", mails: 2 },
      { code: "sandbox", mails: 2 },
      { code: "unanswered", mails: 2 },
      { code: "suppressed_bounce", mails: 1 },
      { code: "throttled", mails: 1 },
    ]);
  });

  test("sees the sign-ups of the last hour, day or week", async () => {
    const ages = [HOUR / 2, 2 * HOUR, 2 * DAY, 8 * DAY];
    for (const age of ages) {
      const { id } = await product.aRegistration();
      const at = new Date(Date.now() - age);
      await product.db.$executeRaw`UPDATE registration SET id = ${uuidFloor(at)}::uuid
        WHERE id = ${id}::uuid`;
    }
    for (const [since, found] of [
      ["hour", 1],
      ["day", 2],
      ["week", 3],
      ["century", 4],
    ] as const)
      expect((await find(product.registrationList, { since })).rows).toHaveLength(found);
  });

  test("sees whose address is suppressed, also where it is nobody's", async () => {
    const { address, userId } = await product.aRegistration();
    const block = { scope: "everything", reason: "complaint" } as const;
    await product.db.suppression.create({ data: { address, ...block } });
    await product.db.suppression.create({
      data: { ...block, address: "nobody@example.com", reason: "operator" },
    });
    const { rows } = await find(product.suppressionList);
    expect(rows.map((row) => [row.address, row.userId])).toEqual([
      ["nobody@example.com", null],
      [address, userId],
    ]);
    expect((await find(product.suppressionList, { reason: "operator" })).rows).toHaveLength(1);
    expect((await find(product.suppressionList, { q: userId })).rows).toHaveLength(1);
  });
});
