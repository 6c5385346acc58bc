import { describe, expect, test } from "vitest";
import { after, HOUR, MINUTE } from "@/lib/clock";
import { db } from "@/lib/db";
import { nextResetResendAt, resendPasswordReset } from "@/lib/password-reset/resend-password-reset";
import { reportUnrequestedEmail } from "@/lib/account/report-unrequested-email";
import { aPasswordReset } from "../../support/recoveries";
import { aBrowser, anAccount, anAddress, ORIGIN } from "../../support/registrations";
import { requestOf } from "../../support/shown";

const start = new Date();
const minutesIn = (minutes: number) => after(start, minutes * MINUTE);
const asker = { origin: ORIGIN, locale: "en" } as const;

const requestsFrom = (browserKeyHash: string) =>
  db.passwordReset.findMany({
    where: { browserKeyHash },
    orderBy: { createdAt: "asc" },
    include: { deliveries: true, verifications: true },
  });

async function resend(browser: string, minutes: number) {
  return resendPasswordReset(await requestOf(browser), asker, minutesIn(minutes));
}

describe("another email for a new password", () => {
  test.each(["an account", "no account"])(
    "comes a minute after the first one, then two, for an address with %s",
    async (kind) => {
      const address = kind === "an account" ? (await anAccount()).address : anAddress();
      const { browser } = await aPasswordReset(address, { now: start });
      expect(await resend(browser, 0.9)).toEqual({
        outcome: "too_soon",
        allowedAt: minutesIn(1),
      });
      expect(await resend(browser, 1)).toEqual({ outcome: "requested" });
      expect(await resend(browser, 2.9)).toEqual({
        outcome: "too_soon",
        allowedAt: minutesIn(3),
      });
      const [first, second, ...others] = await requestsFrom(browser);
      expect(others).toEqual([]);
      expect(second).toMatchObject({ address, originalAddress: first!.originalAddress });
      expect(second!.deliveries).toMatchObject([{ template: "reset_password", status: "queued" }]);
      expect(await nextResetResendAt(second!, minutesIn(2))).toEqual(minutesIn(3));
    },
  );

  test("does not wait for what other browsers asked for, so that it does not show", async () => {
    const { address } = await anAccount();
    const [first, second] = [aBrowser(), aBrowser()];
    await aPasswordReset(address, { browser: first, now: start });
    await aPasswordReset(address, { browser: second, now: start });
    expect(await resend(first, 1)).toEqual({ outcome: "requested" });
    expect(await resend(second, 1)).toEqual({ outcome: "requested" });
  });

  test("is one email, however often the button is pressed at once", async () => {
    const { browser } = await aPasswordReset((await anAccount()).address, { now: start });
    const request = await requestOf(browser);
    const results = await Promise.all(
      Array.from({ length: 5 }, () => resendPasswordReset(request, asker, minutesIn(1))),
    );
    expect(results.filter(({ outcome }) => outcome === "requested")).toHaveLength(1);
    expect(await requestsFrom(browser)).toHaveLength(2);
  });

  test("is not for a browser that did not ask, nor for a request that was reported", async () => {
    const { browser, notMeToken } = await aPasswordReset((await anAccount()).address, {
      now: start,
    });
    const request = await requestOf(browser);
    const foreign = { ...request, browserKeyHash: aBrowser() };
    const soon = minutesIn(1);
    expect(await resendPasswordReset(foreign, asker, soon)).toEqual({ outcome: "no_request" });
    await reportUnrequestedEmail(notMeToken, ORIGIN, { stopsEmails: false });
    expect(await resendPasswordReset(request, asker, soon)).toEqual({ outcome: "no_request" });
    expect(await requestsFrom(browser)).toHaveLength(1);
  });

  test("waits for the limits of the mailbox, too", async () => {
    const address = anAddress();
    const { browser } = await aPasswordReset(address, { now: start });
    for (let n = 0; n < 4; n += 1) await aPasswordReset(address, { now: start });
    expect(await resend(browser, 1)).toMatchObject({ outcome: "limited" });
    const [request] = await requestsFrom(browser);
    const allowedAt = await nextResetResendAt(request!, minutesIn(1));
    expect(allowedAt.getTime()).toBeGreaterThan(minutesIn(1).getTime());
    expect(allowedAt.getTime()).toBeLessThanOrEqual(after(new Date(), HOUR).getTime());
  });
});
