import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { SECOND } from "@/lib/clock";
import { db, inTransaction } from "@/lib/db";
import { announce, REGISTRATION_CHANGED } from "@/lib/realtime/announce";
import { createListening } from "@/lib/realtime/listening";
import { subscribe, timings } from "@/lib/realtime/subscribe";
import { takeDatabaseAway } from "../../support/database-outage";
import { poll } from "@latchkey/testing/poll";
import { startSwallowingProxy } from "../../support/swallowing-proxy";

const ends: (() => void)[] = [];
let observer: pg.Client;

beforeAll(async () => {
  observer = await observe();
});

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

afterAll(() => observer.end());

async function observe(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  // Ended by the outage that a test makes.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** A page that waits, and how often it was told to look. */
function aWaitingPage(registrationId: string = crypto.randomUUID()) {
  const page = { registrationId, looks: 0 };
  ends.push(subscribe(registrationId, () => (page.looks += 1)));
  return page;
}

async function listeningBackends(): Promise<number[]> {
  const { rows } = await observer.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'",
  );
  return rows.map((row) => row.pid);
}

const change = (registrationId: string) => inTransaction((tx) => announce(tx, registrationId));

/** All pages have looked so often, and have had time to look too often. */
async function haveLooked(pages: { looks: number }[], times: number): Promise<void> {
  await poll(`${pages.length} pages to look ${times} times`, () =>
    pages.every((page) => page.looks >= times),
  );
}

describe("waiting pages", () => {
  test("share one connection, however many they are", async () => {
    const pages = Array.from({ length: 200 }, () => aWaitingPage());
    await haveLooked(pages, 1);
    expect(await listeningBackends()).toHaveLength(1);
  });

  test("are told of their own registration's change and of no other's", async () => {
    const pages = Array.from({ length: 50 }, () => aWaitingPage());
    await haveLooked(pages, 1);
    const changed = pages[17]!;
    await change(changed.registrationId);
    await haveLooked([changed], 2);
    // Notifications come in order: when this one is here, a stray one would be too.
    await change(pages[49]!.registrationId);
    await haveLooked([pages[49]!], 2);
    expect(pages.map((page) => page.looks).filter((looks) => looks !== 1)).toEqual([2, 2]);
  });

  test("of the same registration are all told", async () => {
    const registrationId = crypto.randomUUID();
    const pages = Array.from({ length: 3 }, () => aWaitingPage(registrationId));
    await haveLooked(pages, 1);
    await change(registrationId);
    await haveLooked(pages, 2);
  });

  test("are told when the change is committed, and never of one that was undone", async () => {
    const [undone, done] = [aWaitingPage(), aWaitingPage()];
    await haveLooked([undone, done], 1);
    const failed = inTransaction(async (tx) => {
      await announce(tx, undone.registrationId);
      throw new Error("the power went out");
    });
    await expect(failed).rejects.toThrow();
    await change(done.registrationId);
    await haveLooked([done], 2);
    expect(undone.looks).toBe(1);
  });

  test("that were closed are left in peace", async () => {
    const [closed, open] = [aWaitingPage(), aWaitingPage()];
    await haveLooked([closed, open], 1);
    ends.shift()?.();
    await change(closed.registrationId);
    await change(open.registrationId);
    await haveLooked([open], 2);
    expect(closed.looks).toBe(1);
  });

  test("miss nothing when their connection breaks", async () => {
    const pages = Array.from({ length: 20 }, () => aWaitingPage());
    await haveLooked(pages, 1);
    const [broken] = await listeningBackends();
    await observer.query("SELECT pg_terminate_backend($1)", [broken]);
    // Announced while nobody listens: found by looking again once somebody does.
    await change(pages[0]!.registrationId);
    await haveLooked(pages, 2);
    const [healed, ...more] = await poll("a new connection", async () => {
      const backends = await listeningBackends();
      return backends.length > 0 && !backends.includes(broken!) && backends;
    });
    expect([healed, more]).toEqual([expect.any(Number), []]);
    const before = pages[0]!.looks;
    await change(pages[0]!.registrationId);
    await haveLooked([pages[0]!], before + 1);
  });

  test("listen again after the database was away for a while", async () => {
    const page = aWaitingPage();
    await haveLooked([page], 1);
    const outage = await takeDatabaseAway(process.env.DATABASE_URL!);
    const latecomer = aWaitingPage();
    await outage.giveBack();
    observer = await observe();
    await haveLooked([page], 2);
    await haveLooked([latecomer], 1);
    await change(latecomer.registrationId);
    await haveLooked([latecomer], 2);
    expect(await listeningBackends()).toHaveLength(1);
  });
});

describe("a listening connection", () => {
  /** As the product listens, only faster, and on a way that can lose packets. */
  async function listenThroughProxy(
    announceBeat = (payload: string): Promise<unknown> =>
      db.$executeRaw`SELECT pg_notify(${REGISTRATION_CHANGED}, ${payload})`,
  ) {
    const proxy = await startSwallowingProxy(process.env.DATABASE_URL!);
    const listening = createListening({
      connectionString: proxy.url,
      timings: {
        beatMs: 50,
        hearWithinMs: 300,
        answerWithinMs: 300,
        firstPauseMs: 20,
        longestPauseMs: 100,
      },
      announce: announceBeat,
    });
    const page = { registrationId: crypto.randomUUID(), looks: 0 };
    const leave = listening.subscribe(page.registrationId, () => (page.looks += 1));
    ends.push(leave, () => void proxy.stop());
    const becomes = (state: string) =>
      poll(`listening to be ${state}`, () => listening.status().state === state);
    return { proxy, listening, page, leave, becomes };
  }

  test("that is swallowed without a word is replaced, and nothing is missed", async () => {
    const { proxy, page, becomes } = await listenThroughProxy();
    await becomes("hearing");
    proxy.swallow();
    await change(page.registrationId);
    const before = page.looks;
    await becomes("deaf");
    await becomes("hearing");
    expect(page.looks).toBeGreaterThan(before);
    const healed = page.looks;
    await change(page.registrationId);
    await haveLooked([page], healed + 1);
    expect(proxy.connections()).toBe(1);
  });

  test("is noticed to be swallowed within half a minute", () => {
    const { beatMs, hearWithinMs, answerWithinMs } = timings;
    expect(beatMs + hearWithinMs + answerWithinMs).toBeLessThan(30 * SECOND);
  });

  test("that answers and hears nothing, as behind a pooler, says so and is one", async () => {
    const { proxy, becomes, listening } = await listenThroughProxy(() => Promise.resolve());
    await becomes("deaf");
    const { since } = listening.status();
    await poll("three tries more", () => Date.now() - since.getTime() > 1_500);
    expect(listening.status()).toEqual({ state: "deaf", since });
    expect(proxy.connections()).toBeLessThanOrEqual(1);
  });

  test("lives on while the other connections are away, as long as it answers", async () => {
    let isAway = false;
    const { proxy, listening, becomes } = await listenThroughProxy((payload) =>
      isAway
        ? Promise.reject(new Error("no connection is free"))
        : db.$executeRaw`SELECT pg_notify(${REGISTRATION_CHANGED}, ${payload})`,
    );
    await becomes("hearing");
    const { since } = listening.status();
    isAway = true;
    await poll("two heartbeats", () => Date.now() - since.getTime() > 1_000);
    expect(listening.status()).toEqual({ state: "hearing", since });
    proxy.swallow();
    await becomes("down");
  });

  test("ends when no page waits any more, and another page starts it again", async () => {
    const { proxy, listening, leave, becomes } = await listenThroughProxy();
    await becomes("hearing");
    leave();
    await becomes("idle");
    await poll("the connection to be gone", () => proxy.connections() === 0);
    ends.push(listening.subscribe(crypto.randomUUID(), () => undefined));
    await becomes("hearing");
  });
});
