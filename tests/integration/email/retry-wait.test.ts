import { beforeAll, expect, test } from "vitest";
import { HOUR, MINUTE, SECOND } from "@/lib/clock";

/** The product's own waits, and not the short ones of the tests. */
const load = () => import("@/lib/email/retry-wait");

let retryWait: Awaited<ReturnType<typeof load>>["retryWait"];

beforeAll(async () => {
  process.env.MAIL_RETRY_WAITS = "";
  ({ retryWait } = await load());
});

const waits = (code: Parameters<typeof retryWait>[0], chance = 0) =>
  Array.from({ length: 8 }, (_, attempt) => retryWait(code, attempt, chance));

test("an email that was not taken is tried again after half a minute, and then ever later, up to an hour", () => {
  expect(waits("unavailable")).toEqual([
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    20 * MINUTE,
    40 * MINUTE,
    HOUR,
  ]);
});

test("a server that asked for it is left alone for five minutes, a spent quota for an hour", () => {
  expect(waits("asked_to_wait").slice(0, 5)).toEqual([
    ...Array<number>(4).fill(5 * MINUTE),
    10 * MINUTE,
  ]);
  expect(waits("quota_used_up")).toEqual(Array(8).fill(HOUR));
});

test("what failed together comes back apart, by up to a fifth", () => {
  expect(retryWait("unavailable", 7, 1)).toBe(1.2 * HOUR);
  const chosen = new Set(Array.from({ length: 50 }, () => retryWait("unavailable", 7)));
  expect(chosen.size).toBeGreaterThan(40);
});
