import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE, SECOND } from "@/lib/clock";
import { resendAllowedAt } from "@/lib/rate-limit/resend-cooldown";

const now = new Date("2026-11-22T12:00:00Z");
const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);

/** How long must be waited after mails of a registration, and others to its address, so long ago. */
function waitAfter(own: number[], others: number[] = []): number {
  const mails = { forRegistration: own.map(ago), toAddress: [...own, ...others].map(ago) };
  return resendAllowedAt(mails, now).getTime() - now.getTime();
}

describe("another mail", () => {
  test("may be asked for at once by somebody who has had none", () => {
    expect(waitAfter([])).toBe(0);
  });

  test.each([
    { mails: [0], wait: 60 * SECOND },
    { mails: [0, MINUTE], wait: 2 * MINUTE },
    { mails: [0, 2 * MINUTE, 3 * MINUTE], wait: 5 * MINUTE },
    { mails: [0, 5 * MINUTE, 7 * MINUTE, 8 * MINUTE], wait: 15 * MINUTE },
  ])("waits longer after each: $wait ms after mail number $mails.length", ({ mails, wait }) => {
    expect(waitAfter(mails)).toBe(wait);
  });

  test("may be asked for when the minute is over, to the second", () => {
    expect(waitAfter([59 * SECOND])).toBe(SECOND);
    expect(waitAfter([60 * SECOND])).toBeLessThanOrEqual(0);
  });

  test("waits no longer because somebody else registered the address, which must not show", () => {
    expect(waitAfter([0], [5 * MINUTE, 10 * MINUTE, HOUR])).toBe(waitAfter([0]));
    expect(waitAfter([], [5 * MINUTE])).toBe(0);
  });

  test("waits for the oldest of five to the address within an hour to be an hour old", () => {
    const minutes = (...ages: number[]) => ages.map((age) => age * MINUTE);
    expect(waitAfter(minutes(20), minutes(30, 40, 45, 50))).toBe(10 * MINUTE);
    expect(waitAfter(minutes(20), minutes(30, 40, 45))).toBeLessThanOrEqual(0);
  });

  test("waits for the oldest of ten to the address within a day to be a day old", () => {
    const ten = Array.from({ length: 10 }, (_, n) => (2 * n + 2) * HOUR);
    expect(waitAfter(ten.slice(0, 1), ten.slice(1))).toBe(4 * HOUR);
    expect(waitAfter(ten.slice(0, 1), ten.slice(1, 9))).toBeLessThanOrEqual(0);
  });

  test("never waits for mails of more than a day ago", () => {
    const forgotten = Array.from({ length: 20 }, (_, n) => DAY + n * MINUTE);
    expect(waitAfter(forgotten)).toBeLessThanOrEqual(0);
  });

  test("waits as long whatever the order in which the mails are told", () => {
    const mails = [0, 2 * MINUTE, 3 * MINUTE];
    expect(waitAfter(mails.toReversed())).toBe(waitAfter(mails));
  });
});
