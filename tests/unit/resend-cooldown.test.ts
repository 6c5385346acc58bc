import { describe, expect, test } from "vitest";
import { DAY, MINUTE, SECOND } from "@/lib/clock";
import { cooldownEnd } from "@/lib/rate-limit/resend-cooldown";

const now = new Date("2026-11-22T12:00:00Z");
const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);

/** How long must be waited after emails of a registration so long ago. */
function waitAfter(mails: number[]): number {
  const end = cooldownEnd(mails.map(ago));
  return end === null ? 0 : end.getTime() - now.getTime();
}

describe("another email", () => {
  test("may be asked for at once by somebody who has had none", () => {
    expect(cooldownEnd([])).toBeNull();
  });

  test.each([
    { mails: [0], wait: 60 * SECOND },
    { mails: [0, MINUTE], wait: 2 * MINUTE },
    { mails: [0, 2 * MINUTE, 3 * MINUTE], wait: 5 * MINUTE },
    { mails: [0, 5 * MINUTE, 7 * MINUTE, 8 * MINUTE], wait: 15 * MINUTE },
    { mails: [0, 5 * MINUTE, 7 * MINUTE, 8 * MINUTE, DAY], wait: 15 * MINUTE },
  ])("waits longer after each: $wait ms after email number $mails.length", ({ mails, wait }) => {
    expect(waitAfter(mails)).toBe(wait);
  });

  test("may be asked for when the minute is over, to the second", () => {
    expect(waitAfter([59 * SECOND])).toBe(SECOND);
    expect(waitAfter([60 * SECOND])).toBeLessThanOrEqual(0);
  });

  test("waits as long whatever the order in which the emails are told", () => {
    const mails = [0, 2 * MINUTE, 3 * MINUTE];
    expect(waitAfter(mails.toReversed())).toBe(waitAfter(mails));
  });
});
