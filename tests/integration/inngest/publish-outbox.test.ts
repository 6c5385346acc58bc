import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { after, SECOND } from "@/lib/clock";
import { startEventEndpoint } from "../../support/event-endpoint";

// Imported when Inngest's URL is known: the client reads it once.
const load = async () => ({
  ...(await import("@/inngest/publish-outbox")),
  ...(await import("@/lib/outbox/outbox")),
  ...(await import("@/lib/outbox/outbox")),
  ...(await import("@/lib/db")),
  ...(await import("../../support/registrations")),
});

let product: Awaited<ReturnType<typeof load>>;
let inngest: Awaited<ReturnType<typeof startEventEndpoint>>;

beforeAll(async () => {
  inngest = await startEventEndpoint();
  process.env.INNGEST_DEV = inngest.url;
  product = await load();
});

beforeEach(async () => {
  await product.db.outboxEvent.deleteMany();
  inngest.batches.length = 0;
});

afterAll(() => inngest.stop());

const anEvent = () => ({
  name: "account/registered" as const,
  data: { registrationId: crypto.randomUUID(), deliveryId: crypto.randomUUID() },
});

/** Events that were committed, one transaction each, a millisecond apart. */
async function waitingEvents(count: number): Promise<void> {
  const start = Date.now() - count;
  for (let n = 0; n < count; n += 1) {
    await product.inTransaction((tx) => product.enqueue(tx, [anEvent()], new Date(start + n)));
  }
}

const unpublished = () => product.db.outboxEvent.count({ where: { publishedAt: null } });

describe("the outbox", () => {
  test("publishes what was committed, each under its row's id, and nothing else", async () => {
    const registration = await product.aRegistration();
    const undone = product.inTransaction(async (tx) => {
      await product.enqueue(tx, [anEvent()], new Date());
      throw new Error("the power went out");
    });
    await expect(undone).rejects.toThrow();
    expect(await product.publishOutbox()).toBe(1);
    const [row] = await product.db.outboxEvent.findMany();
    expect(inngest.events()).toMatchObject([
      {
        id: row?.id,
        name: "account/registered",
        data: { registrationId: registration.id, deliveryId: registration.deliveryId },
      },
    ]);
  });

  test("sends Inngest ids only: no address, password, link or code", async () => {
    const registration = await product.aRegistration();
    await product.publishOutbox();
    const [event] = inngest.events();
    expect(Object.keys(event?.data ?? {}).toSorted()).toEqual(["deliveryId", "registrationId"]);
    const sent = JSON.stringify(inngest.batches);
    for (const secret of [registration.address, registration.token, registration.password]) {
      expect(sent).not.toContain(secret);
    }
  });

  test("publishes each event once, however often it is asked", async () => {
    await waitingEvents(3);
    await product.publishOutbox();
    expect(await product.publishOutbox()).toBe(0);
    expect(inngest.events()).toHaveLength(3);
  });

  test("is emptied by two publishers at once without either taking the other's events", async () => {
    await waitingEvents(250);
    const published = await Promise.all([product.publishOutbox(), product.publishOutbox()]);
    expect(published.reduce((sum, each) => sum + each, 0)).toBe(250);
    const ids = inngest.events().map((event) => event.id);
    expect(new Set(ids).size).toBe(250);
    expect(ids).toHaveLength(250);
    expect(await unpublished()).toBe(0);
  });

  test("is published in few requests of at most a hundred events, the oldest first", async () => {
    await waitingEvents(150);
    const oldest = await product.db.outboxEvent.findMany({
      orderBy: { createdAt: "asc" },
      take: 100,
    });
    await product.publishOutbox();
    expect(inngest.batches.map((batch) => batch.length)).toEqual([100, 50]);
    expect(new Set(inngest.batches[0]?.map((event) => event.id))).toEqual(
      new Set(oldest.map((row) => row.id)),
    );
  });

  test("gives a claim to one publisher, until it must be dead", async () => {
    await waitingEvents(5);
    const now = new Date();
    const claims = await Promise.all([product.claimEvents(now), product.claimEvents(now)]);
    expect(claims.map(({ events }) => events.length).toSorted()).toEqual([0, 5]);
    expect((await product.claimEvents(after(now, 29 * SECOND))).events).toEqual([]);
    expect((await product.claimEvents(after(now, 31 * SECOND))).events).toHaveLength(5);
  });
});

describe("while Inngest is away", () => {
  test("events stay, and are published once when it is back", async () => {
    await waitingEvents(10);
    await inngest.goAway();
    await expect(product.publishOutbox()).rejects.toThrow();
    expect(await unpublished()).toBe(10);
    await inngest.comeBack();
    expect(await product.publishOutbox()).toBe(10);
    expect(inngest.events()).toHaveLength(10);
  });

  test("a response is not broken by it: publishing soon never fails", async () => {
    await waitingEvents(1);
    await inngest.goAway();
    await expect(product.publishOutboxSoon()).resolves.toBeUndefined();
    await inngest.comeBack();
    await product.publishOutboxSoon();
    expect(await unpublished()).toBe(0);
  });
});

describe("a burst", () => {
  test("shares its publications instead of making one for each response", async () => {
    await waitingEvents(30);
    await Promise.all(Array.from({ length: 30 }, () => product.publishOutboxSoon()));
    expect(await unpublished()).toBe(0);
    expect(inngest.events()).toHaveLength(30);
    expect(inngest.batches.length).toBeLessThanOrEqual(2);
  });
});
