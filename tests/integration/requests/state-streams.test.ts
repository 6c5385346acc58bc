import { afterEach, describe, expect, test } from "vitest";
import { SECOND } from "@/lib/clock";
import { inTransaction } from "@/lib/db";
import { announce } from "@/lib/realtime/announce";
import { MAX_STREAMS, openStateStream, timings } from "@/lib/realtime/state-streams";
import { poll } from "@latchkey/testing/poll";

const closings: AbortController[] = [];

afterEach(() => {
  for (const closing of closings.splice(0)) closing.abort();
});

/** A registration whose state is a number, and how often it was read. */
function aRegistration() {
  const about = { id: crypto.randomUUID() as string, state: 1, readings: 0, isAway: false };
  const read = () => {
    about.readings += 1;
    return about.isAway ? Promise.reject(new Error("away")) : Promise.resolve(about.state);
  };
  return Object.assign(about, { read });
}

/** A page that has a stream open, and what it was sent. */
function aPage(
  { id: registrationId, read }: ReturnType<typeof aRegistration>,
  options: { owner?: string; beatMs?: number } = {},
) {
  const closing = new AbortController();
  closings.push(closing);
  const owner = options.owner ?? crypto.randomUUID();
  const stream = openStateStream({
    registrationId,
    owner,
    read,
    closed: closing.signal,
    ...options,
  });
  if (!stream) return null;
  const page = { heard: [] as string[], hasEnded: false, close: () => closing.abort() };
  void (async () => {
    for await (const chunk of stream) page.heard.push(Buffer.from(chunk).toString("utf8").trim());
    page.hasEnded = true;
  })();
  return page;
}

const change = (id: string) => inTransaction((tx) => announce(tx, id));

describe("a stream of a registration's state", () => {
  test("tells it at once, and again when it has changed", async () => {
    const registration = aRegistration();
    const page = aPage(registration)!;
    await poll("the state", () => page.heard.includes("data: 1"));
    registration.state = 2;
    await change(registration.id);
    await poll("the change", () => page.heard.at(-1) === "data: 2");
  });

  test("tells it on its beat, so that a lost announcement costs seconds only", async () => {
    const registration = aRegistration();
    const page = aPage(registration, { beatMs: 50 })!;
    await poll("the state", () => page.heard.length > 0);
    registration.state = 2;
    await poll("the change that nobody announced", () => page.heard.at(-1) === "data: 2");
    expect(timings.beatMs).toBeLessThanOrEqual(20 * SECOND);
  });

  test("ends when the state cannot be read, so that the browser tries anew", async () => {
    const registration = aRegistration();
    const page = aPage(registration)!;
    await poll("the state", () => page.heard.length > 0);
    registration.isAway = true;
    await change(registration.id);
    await poll("the end", () => page.hasEnded);
    registration.isAway = false;
    const next = aPage(registration)!;
    await poll("the state", () => next.heard.length > 0);
  });
});

describe("many streams", () => {
  test("of one registration cost one reading of its state", async () => {
    const registration = aRegistration();
    const pages = Array.from({ length: 1_000 }, () => aPage(registration)!);
    await poll("every page's state", () => pages.every((page) => page.heard.length > 0));
    // Two: what was asked for when listening had begun, and what the pages asked for.
    expect(registration.readings).toBeLessThanOrEqual(3);
    const before = registration.readings;
    registration.state = 2;
    await change(registration.id);
    await poll("the change", () => pages.every((page) => page.heard.at(-1) === "data: 2"));
    expect(registration.readings).toBe(before + 1);
  });

  test("of one browser: the oldest ends, and its page is told to ask instead", async () => {
    const owner = crypto.randomUUID();
    const pages = Array.from({ length: 8 }, () => aPage(aRegistration(), { owner })!);
    await poll("two to end", () => pages.filter((page) => page.hasEnded).length === 2);
    expect(pages.map((page) => page.hasEnded)).toEqual([true, true, ...Array(6).fill(false)]);
    expect(pages[0]!.heard.at(-1)).toContain("event: replaced");
    const [stranger] = [aPage(aRegistration())!];
    await poll("a stranger's state", () => stranger.heard.length > 0);
  });

  test("of everybody: beyond the bound a browser is refused, until somebody leaves", async () => {
    const registration = aRegistration();
    const pages = Array.from({ length: MAX_STREAMS }, () => aPage(registration));
    expect(pages.includes(null)).toBe(false);
    expect(aPage(registration)).toBeNull();
    pages[0]?.close();
    expect(aPage(registration)).not.toBeNull();
  });
});
