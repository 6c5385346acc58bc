import { describe, expect, test } from "vitest";
import { reportUnrequestedEmail } from "@/lib/account/report-unrequested-email";
import { openConfirmationLink } from "@/lib/registration/confirm-with-link";
import { replaceExpiredLink, resendConfirmation } from "@/lib/registration/resend-confirmation";
import { after, HOUR, MINUTE } from "@/lib/clock";
import { db } from "@/lib/db";
import { linkToken } from "@/lib/verification/link-token";
import {
  aBrowser,
  anAccount,
  aRegistration,
  everythingAbout,
  OTHER_PASSWORD,
  ORIGIN,
} from "../../support/registrations";
import { holdUp } from "../../support/hold-up";
import { pageOf } from "../../support/shown";

const start = new Date();
const minutesIn = (minutes: number) => after(start, minutes * MINUTE);

/** A registration at the start of each story. */
const registered = () => aRegistration({ now: start });

/** The link of the newest email. */
async function newestToken(registrationId: string): Promise<string> {
  const orderBy = [{ createdAt: "desc" as const }, { id: "desc" as const }];
  return linkToken(
    "confirm-link",
    await db.verification.findFirstOrThrow({ where: { registrationId }, orderBy }),
  );
}

describe("“Resend email”", () => {
  test("sends the same link and code once the minute is over", async () => {
    const { browser, address, id, token } = await registered();
    expect(await resendConfirmation(await pageOf(browser), ORIGIN, minutesIn(0.5))).toEqual({
      outcome: "too_soon",
      allowedAt: minutesIn(1),
    });
    expect(await resendConfirmation(await pageOf(browser), ORIGIN, minutesIn(1))).toEqual({
      outcome: "requested",
    });
    const { deliveries, verifications } = await everythingAbout(address);
    expect(deliveries.map((each) => each.status)).toEqual(["queued", "queued"]);
    expect(verifications).toHaveLength(1);
    expect(await newestToken(id)).toBe(token);
  });

  test("has to wait longer each time", async () => {
    const { browser } = await registered();
    await resendConfirmation(await pageOf(browser), ORIGIN, minutesIn(1));
    expect(await resendConfirmation(await pageOf(browser), ORIGIN, minutesIn(2.9))).toEqual({
      outcome: "too_soon",
      allowedAt: minutesIn(3),
    });
    await resendConfirmation(await pageOf(browser), ORIGIN, minutesIn(3));
    expect(await resendConfirmation(await pageOf(browser), ORIGIN, minutesIn(7.9))).toEqual({
      outcome: "too_soon",
      allowedAt: minutesIn(8),
    });
  });

  test("pressed ten times at once sends one email", async () => {
    const { browser, address } = await registered();
    const results = await Promise.all(
      Array.from({ length: 10 }, async () =>
        resendConfirmation(await pageOf(browser), ORIGIN, minutesIn(2)),
      ),
    );
    expect(results.filter((result) => result.outcome === "requested")).toHaveLength(1);
    expect((await everythingAbout(address)).deliveries).toHaveLength(2);
  });

  test("pressed once more while the first press is being written sends one mail", async () => {
    const { browser, address } = await registered();
    const page = await pageOf(browser);
    // Deliveries can be read meanwhile, and not be written.
    const held = await holdUp("LOCK TABLE delivery IN SHARE MODE");
    const presses = [1, 2].map(() => resendConfirmation(page, ORIGIN, minutesIn(2)));
    await held.untilWaiting(2);
    await held.letGo();
    const outcomes = (await Promise.all(presses)).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(["requested", "too_soon"]);
    expect((await everythingAbout(address)).deliveries).toHaveLength(2);
  });

  test("waits no longer because somebody else registered the address, so that it does not show", async () => {
    const first = await registered();
    await resendConfirmation(await pageOf(first.browser), ORIGIN, minutesIn(1));
    const second = await aRegistration({ address: first.address, now: minutesIn(2) });
    expect(await resendConfirmation(await pageOf(second.browser), ORIGIN, minutesIn(3))).toEqual({
      outcome: "requested",
    });
  });

  test("stops at five emails to an address within an hour, whoever asks", async () => {
    const first = await registered();
    for (let n = 1; n <= 4; n += 1)
      await aRegistration({ address: first.address, now: minutesIn(n) });
    expect(
      await resendConfirmation(await pageOf(first.browser), ORIGIN, minutesIn(10)),
    ).toMatchObject({
      outcome: "limited",
      limit: "mails_to_address_per_hour",
    });
  });

  test("makes a new link when the old one has expired", async () => {
    const { browser, id, token } = await registered();
    const tomorrow = after(start, 25 * HOUR);
    expect(await resendConfirmation(await pageOf(browser), ORIGIN, tomorrow)).toEqual({
      outcome: "requested",
    });
    const fresh = await newestToken(id);
    expect(fresh).not.toBe(token);
    expect(await openConfirmationLink(token, browser, ORIGIN, tomorrow)).toEqual({
      outcome: "expired",
    });
    expect(await openConfirmationLink(fresh, browser, ORIGIN, tomorrow)).toMatchObject({
      outcome: "confirmed",
    });
  });

  test("answers alike for an address that has an account, whose owner gets the notice instead", async () => {
    const account = await anAccount({ now: after(start, -48 * HOUR) });
    const stranger = await aRegistration({
      address: account.address,
      password: OTHER_PASSWORD,
      now: start,
    });
    expect(
      await resendConfirmation(await pageOf(stranger.browser), ORIGIN, minutesIn(0.5)),
    ).toEqual({
      outcome: "too_soon",
      allowedAt: minutesIn(1),
    });
    expect(await resendConfirmation(await pageOf(stranger.browser), ORIGIN, minutesIn(1))).toEqual({
      outcome: "requested",
    });
    const tomorrow = after(start, 25 * HOUR);
    expect(await resendConfirmation(await pageOf(stranger.browser), ORIGIN, tomorrow)).toEqual({
      outcome: "requested",
    });
    const { deliveries } = await everythingAbout(account.address);
    expect(deliveries.slice(1).map((each) => each.template)).toEqual(
      Array(3).fill("already_registered"),
    );
    expect(
      await openConfirmationLink(
        await newestToken(stranger.id),
        stranger.browser,
        ORIGIN,
        tomorrow,
      ),
    ).toEqual({ outcome: "void" });
  });

  test("does nothing for a browser that registered nothing, nor after the owner cancelled", async () => {
    expect(await resendConfirmation(await pageOf(aBrowser()), ORIGIN)).toEqual({
      outcome: "no_registration",
    });
    const { browser, notMeToken, address } = await registered();
    await reportUnrequestedEmail(notMeToken, ORIGIN, { now: start });
    expect(await resendConfirmation(await pageOf(browser), ORIGIN, minutesIn(5))).toEqual({
      outcome: "no_registration",
    });
    expect((await everythingAbout(address)).deliveries).toHaveLength(1);
  });
});

describe("a link that has expired", () => {
  test("brings a new email to whoever holds it, once until the minute is over", async () => {
    const { token, browser, id } = await registered();
    const tomorrow = after(start, 25 * HOUR);
    expect(await replaceExpiredLink(token, ORIGIN, tomorrow)).toEqual({ outcome: "requested" });
    expect(await replaceExpiredLink(token, ORIGIN, tomorrow)).toMatchObject({
      outcome: "too_soon",
    });
    expect(
      await openConfirmationLink(await newestToken(id), browser, ORIGIN, tomorrow),
    ).toMatchObject({
      outcome: "confirmed",
    });
  });

  test("is the only one that brings an email: a live or bent one does not", async () => {
    const { token } = await registered();
    expect(await replaceExpiredLink(token, ORIGIN, minutesIn(5))).toEqual({
      outcome: "no_registration",
    });
    expect(await replaceExpiredLink(`${token}x`, ORIGIN, after(start, 25 * HOUR))).toEqual({
      outcome: "no_registration",
    });
  });
});
