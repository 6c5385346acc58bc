import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { after, DAY, HOUR, MINUTE } from "@/lib/clock";
import { db, inTransaction, sql } from "@/lib/db";
import { uuidFloor } from "@/lib/uuid-range";
import { deleteDue } from "@/lib/retention/delete-due";
import { retentionTable } from "@/lib/retention/retention-table";
import { anAccount, anAddress, aRegistration } from "../../support/registrations";

const now = new Date();
const uuidAt = (at: Date) => uuidFloor(at).slice(0, 24) + randomUUID().slice(24);
const blank = { ip: "", userAgent: "" };

let userId: string;
let deliveryId: string;

beforeAll(async () => {
  userId = (await anAccount()).userId;
  deliveryId = (await aRegistration()).deliveryId;
});

const anEvent = async (name: string, at: Date, of: string | null) => {
  const row = { id: uuidAt(at), userId: of, name, actor: "visitor" as const, ...blank };
  await db.auditEvent.create({ data: { ...row, createdAt: at } });
};

/**
 * One row for each line of the table, whose days began at a moment; or several that go together.
 */
const makers: Record<string, (at: Date) => Promise<unknown>> = {
  outbox_events: (at) =>
    db.outboxEvent.create({ data: { name: "x", data: {}, createdAt: at, publishedAt: at } }),
  delivery_attempts: (at) =>
    db.deliveryAttempt.create({ data: { id: uuidAt(at), deliveryId, startedAt: at } }),
  delivery_events: (at) =>
    db.deliveryEvent.create({
      data: { id: randomUUID(), type: "Send", occurredAt: at, receivedAt: at, detail: {} },
    }),
  deliveries: (at) =>
    db.delivery.create({
      data: {
        ...{ id: uuidAt(at), userId, address: anAddress(), template: "confirm_email" },
        ...{ status: "delivered", createdAt: at },
      },
    }),
  phone_codes: (at) =>
    db.phoneCode.create({
      data: {
        ...{ id: uuidAt(at), userId, purpose: "enrol", number: "+4915123456789", country: "DE" },
        ...{ browserKeyHash: "", ...blank, createdAt: at, expiresAt: at },
      },
    }),
  sessions: (at) => {
    const createdAt = after(at, -DAY);
    const ends = { expiresAt: after(at, DAY), endedAt: at };
    return db.session.create({ data: { id: uuidAt(createdAt), userId, ...blank, ...ends } });
  },
  known_browsers: (at) =>
    db.knownBrowser.create({ data: { userId, browserKeyHash: randomUUID(), lastSeenAt: at } }),
  sign_in_failures: (at) =>
    db.signInThrottle.create({ data: { addressKey: randomUUID(), updatedAt: at } }),
  pending_sign_ins: (at) => {
    const waits = { passwordHash: "", browserKeyHash: "", name: "signed_in", to: "/account" };
    return db.pendingSignIn.create({ data: { userId, ...waits, expiresAt: at } });
  },
  unfinished_second_factors: (at) =>
    db.secondFactor.create({ data: { userId, kind: "app", secret: "", createdAt: at } }),
  factor_removals: (at) =>
    db.factorRemoval.create({
      data: { id: uuidAt(at), userId, startedAt: at, dueAt: at, remindedAt: at, doneAt: at },
    }),
  address_changes: (at) => {
    const old = { oldAddress: anAddress(), oldOriginalAddress: "" };
    const wished = { newAddress: anAddress(), newOriginalAddress: "" };
    return db.addressChange.create({
      data: { id: uuidAt(at), userId, ...old, ...wished, ...blank, createdAt: at },
    });
  },
  audit_of_erased: (at) => anEvent("erased", at, randomUUID()),
  audit_of_nobody: (at) => anEvent("sign_in_failed", at, null),
  audit_events: (at) => anEvent("signed_in", at, userId),
  operator_actions: (at) =>
    db.operatorAction.create({
      data: { id: randomUUID(), name: "user_locked", subject: "", reason: "", createdAt: at },
    }),
  funnel_hours: async (at) => {
    const none = { sent: 0, delivered: 0, bounced: 0, complained: 0, opened: 0, confirmed: 0 };
    await db.funnelHour.create({ data: { hour: at, registered: 0, ...none } });
  },
  domain_days: (at) =>
    db.domainDay.create({
      data: {
        ...{ day: at, domain: randomUUID(), registered: 0, delivered: 0, bounced: 0 },
        confirmed: 0,
      },
    }),
};

async function make(name: string, at: Date): Promise<void> {
  const maker = makers[name];
  if (!maker) throw new Error(`This test makes no ${name}`);
  await maker(at);
}

/** How many rows each table has: what must not change is compared by it. */
async function sizes(): Promise<Record<string, number>> {
  const tables = await db.$queryRaw<{ name: string; rows: number }[]>`
    SELECT table_name AS name, (xpath('/row/n/text()', query_to_xml(
      format('SELECT count(*) AS n FROM %I', table_name), true, true, '')))[1]::text::int AS rows
    FROM information_schema.tables WHERE table_schema = 'public'`;
  return Object.fromEntries(tables.map(({ name, rows }) => [name, rows]));
}

describe("what is kept for a time", () => {
  test.each(retentionTable)(
    "of $name is there to the last day of it, and gone after it, and nothing else is",
    async ({ name, days }) => {
      const before = after(now, -days * DAY);
      await make(name, after(before, DAY));
      const withYoung = await sizes();
      await make(name, after(before, -DAY));
      // A day's own table of counts says the day, not the hour.
      expect(await deleteDue(name, now)).toEqual({ deleted: 1, isMore: false });
      expect(await sizes()).toEqual(withYoung);
    },
  );

  test("is deleted by the minute where the minute is known", async () => {
    const before = after(now, -7 * DAY);
    await make("outbox_events", after(before, MINUTE));
    await make("outbox_events", after(before, -MINUTE));
    expect(await deleteDue("outbox_events", now)).toMatchObject({ deleted: 1 });
  });
});

describe("what is not over", () => {
  const longAgo = after(now, -3 * 365 * DAY);

  test("stays, however old: an event that Inngest has not, an email that waits", async () => {
    const id = uuidAt(longAgo);
    await db.outboxEvent.create({ data: { id, name: "x", data: {}, createdAt: longAgo } });
    const mail = { userId, address: anAddress(), template: "confirm_email" as const };
    for (const status of ["queued", "deferred"] as const)
      await db.delivery.create({ data: { id: uuidAt(longAgo), ...mail, status } });
    expect(await deleteDue("outbox_events", now)).toMatchObject({ deleted: 0 });
    expect(await deleteDue("deliveries", now)).toMatchObject({ deleted: 0 });
  });

  test("stays: a second factor that counts, and the removal of one that runs", async () => {
    const factor = { kind: "app" as const, secret: "", createdAt: longAgo, confirmedAt: longAgo };
    await db.secondFactor.create({ data: { userId, ...factor } });
    const times = { startedAt: longAgo, dueAt: longAgo, remindedAt: longAgo };
    await db.factorRemoval.create({ data: { id: uuidAt(longAgo), userId, ...times } });
    expect(await deleteDue("unfinished_second_factors", now)).toMatchObject({ deleted: 0 });
    expect(await deleteDue("factor_removals", now)).toMatchObject({ deleted: 0 });
  });

  test("stays: a session that is still in use", async () => {
    const expiresAt = after(now, HOUR);
    await db.session.create({ data: { id: uuidAt(longAgo), userId, ...blank, expiresAt } });
    expect(await deleteDue("sessions", now)).toMatchObject({ deleted: 0 });
  });

  test("stays for its 90 days: all of an erased account's trail, of which nothing stays after", async () => {
    await db.auditEvent.deleteMany({ where: { name: "erased" } });
    const someone = randomUUID();
    const erasedAt = after(now, -80 * DAY);
    for (const days of [95, 91]) await anEvent("signed_in", after(now, -days * DAY), someone);
    await anEvent("erased", erasedAt, someone);
    const left = () => db.auditEvent.count({ where: { userId: someone } });
    for (const name of ["audit_of_nobody", "audit_of_erased", "audit_events"])
      await deleteDue(name, now);
    expect(await left()).toBe(3);
    // In rounds that are smaller than the trail: "erased" goes last, or the rest would stay.
    const later = after(now, 11 * DAY);
    expect(await deleteDue("audit_of_erased", later, 2)).toMatchObject({ deleted: 2 });
    expect(await db.auditEvent.findMany({ where: { userId: someone } })).toMatchObject([
      { name: "erased" },
    ]);
    await deleteDue("audit_of_erased", later, 2);
    expect(await left()).toBe(0);
  });
});

describe("a great many", () => {
  const old = after(now, -8 * DAY);
  const makeEvents = (count: number) =>
    db.outboxEvent.createMany({
      data: Array.from({ length: count }, () => ({
        ...{ name: "x", data: {}, createdAt: old, publishedAt: old },
      })),
    });

  test("go in batches, the oldest first, and each says whether there is more", async () => {
    await makeEvents(25);
    const oldest = await db.outboxEvent.create({
      data: { name: "x", data: {}, publishedAt: after(old, -DAY) },
    });
    expect(await deleteDue("outbox_events", now, 10)).toEqual({ deleted: 10, isMore: true });
    expect(await db.outboxEvent.count({ where: { id: oldest.id } })).toBe(0);
    expect(await deleteDue("outbox_events", now, 10)).toEqual({ deleted: 10, isMore: true });
    expect(await deleteDue("outbox_events", now, 10)).toEqual({ deleted: 6, isMore: false });
  });

  test("go once, when several delete at the same time", async () => {
    await makeEvents(40);
    const rounds = await Promise.all(
      Array.from({ length: 4 }, () => deleteDue("outbox_events", now, 20)),
    );
    const rest = await deleteDue("outbox_events", now, 40);
    const deleted = [...rounds, rest].reduce((sum, round) => sum + round.deleted, 0);
    expect(deleted).toBe(40);
  });

  test("go without waiting for a row that somebody holds, which goes the next time", async () => {
    await makeEvents(3);
    const held = await db.outboxEvent.findFirstOrThrow({ where: { publishedAt: old } });
    await inTransaction(async (tx) => {
      await tx.$queryRaw`SELECT FROM outbox_event WHERE id = ${held.id}::uuid FOR UPDATE`;
      expect(await deleteDue("outbox_events", now)).toMatchObject({ deleted: 2 });
    });
    expect(await deleteDue("outbox_events", now)).toMatchObject({ deleted: 1 });
  });

  test.each(retentionTable.filter(({ name }) => name !== "sign_in_failures"))(
    "of $name are found by an index, not by reading the table",
    async ({ due }) => {
      const plan = await inTransaction(async (tx) => {
        await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
        return tx.$queryRaw<Record<string, string>[]>(
          sql`EXPLAIN SELECT t.ctid FROM ${due(now)} LIMIT 1000`,
        );
      });
      const lines = plan.map((line) => line["QUERY PLAN"] ?? "").join("\n");
      expect(lines).toMatch(/Index (Only )?Scan|Bitmap Index Scan/);
      expect(lines).not.toMatch(/Seq Scan/);
    },
  );
});
