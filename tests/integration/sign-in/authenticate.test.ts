import { describe, expect, test } from "vitest";
import { openConfirmationLink } from "@/lib/registration/confirm-with-link";
import { reportUnrequestedEmail } from "@/lib/account/report-unrequested-email";
import { waitingState } from "@/lib/registration/waiting-state";
import { after, DAY, HOUR, MINUTE } from "@/lib/clock";
import { db } from "@/lib/db";
import {
  aBrowser,
  anAccount,
  anAddress,
  aRegistration,
  everythingAbout,
  ORIGIN,
  OTHER_PASSWORD,
  PASSWORD,
} from "../../support/registrations";
import { fail, signIn, start, WRONG } from "../../support/sign-in-tries";

describe("signing in", () => {
  test("lets a confirmed person in with the right password", async () => {
    const { address, userId } = await anAccount({ now: start });
    expect(await signIn(address)).toMatchObject({
      outcome: "authenticated",
      credentials: { userId },
    });
  });

  test("answers a wrong password and an unknown address alike", async () => {
    const { address } = await anAccount({ now: start });
    expect(await signIn(address, WRONG)).toEqual({ outcome: "refused" });
    expect(await signIn(anAddress(), WRONG)).toEqual({ outcome: "refused" });
  });

  test("shows who registered an address that has an account what a new one would show", async () => {
    const { address } = await anAccount({ now: start });
    const { browser } = await aRegistration({ address, password: OTHER_PASSWORD, now: start });
    for (const here of [browser, aBrowser()]) {
      const result = await signIn(address, OTHER_PASSWORD, { browser: here });
      expect(result).toEqual({ outcome: "unconfirmed" });
      expect(await waitingState(here, start)).toMatchObject({ address, phase: "waiting" });
    }
    const { verifications } = await everythingAbout(address);
    expect(verifications.slice(1).map(({ voidedAt }) => voidedAt)).toEqual([start, start]);
  });

  test("refuses the password of a registration whose email its reader disowned", async () => {
    const { address } = await anAccount({ now: start });
    const attempt = await aRegistration({ address, password: OTHER_PASSWORD, now: start });
    await reportUnrequestedEmail(attempt.notMeToken, ORIGIN, { now: start });
    expect(await signIn(address, OTHER_PASSWORD)).toEqual({ outcome: "refused" });
  });

  test("takes a person who has not confirmed yet back to their own waiting page", async () => {
    const { address, browser } = await aRegistration({ now: start });
    const before = await everythingAbout(address);
    expect(await signIn(address, PASSWORD, { browser })).toEqual({ outcome: "unconfirmed" });
    expect(await everythingAbout(address)).toEqual(before);
  });

  test("opens a waiting page in another browser, with an email and a link of its own", async () => {
    const { address } = await aRegistration({ now: start });
    const browser = aBrowser();
    expect(await signIn(address, PASSWORD, { browser })).toEqual({ outcome: "unconfirmed" });
    expect(await waitingState(browser, start)).toMatchObject({ address, phase: "waiting" });
    const { registrations, deliveries } = await everythingAbout(address);
    expect([registrations.length, deliveries.length]).toEqual([2, 2]);
    expect(registrations[1]?.passwordHash).toBe(registrations[0]?.passwordHash);
  });

  test("opens a new waiting page when the link of the old one has expired", async () => {
    const { address, browser } = await aRegistration({ now: start });
    const later = after(start, 25 * HOUR);
    expect(await signIn(address, PASSWORD, { browser, now: later })).toEqual({
      outcome: "unconfirmed",
    });
    expect(await waitingState(browser, later)).toMatchObject({ phase: "waiting" });
  });

  test("does not take a password before its registration is confirmed", async () => {
    const { address, token, browser, userId } = await aRegistration({ now: start });
    expect(await signIn(address)).toEqual({ outcome: "unconfirmed" });
    await openConfirmationLink(token, browser, ORIGIN, start);
    expect(await signIn(address)).toMatchObject({
      outcome: "authenticated",
      credentials: { userId },
    });
  });
});

describe("wrong passwords", () => {
  test("cost nothing four times, then 1, 2, 4, 8 and 15 minutes, and never more", async () => {
    const { address, userId } = await anAccount({ now: start });
    const { now } = await fail(address, 4);
    expect(now).toEqual(start);
    const { locksInMinutes, now: end } = await fail(address, 8);
    expect(locksInMinutes).toEqual([1, 2, 4, 8, 15, 15, 15]);
    expect(await signIn(address, PASSWORD, { now: after(end, 15 * MINUTE) })).toMatchObject({
      outcome: "authenticated",
      credentials: { userId },
    });
  });

  test("for an unknown address cost the same, so that the lock tells nothing", async () => {
    expect((await fail(anAddress(), 10)).locksInMinutes).toEqual([1, 2, 4, 8, 15]);
  });

  test("lock out the right password too, until the time is over", async () => {
    const { address, userId } = await anAccount({ now: start });
    await fail(address, 5);
    const until = after(start, MINUTE);
    expect(await signIn(address, PASSWORD, { now: after(until, -1) })).toEqual({
      outcome: "locked",
      until,
    });
    expect(await signIn(address, PASSWORD, { now: until })).toMatchObject({
      outcome: "authenticated",
      credentials: { userId },
    });
  });

  test("while an address is locked do not make it longer", async () => {
    const { address } = await anAccount({ now: start });
    await fail(address, 5);
    for (let n = 0; n < 10; n += 1) await signIn(address, WRONG);
    expect(await signIn(address, PASSWORD, { now: after(start, MINUTE) })).toMatchObject({
      outcome: "authenticated",
    });
  });

  test("are forgotten after a day", async () => {
    const address = anAddress();
    await fail(address, 4);
    expect((await fail(address, 5, after(start, DAY + MINUTE))).locksInMinutes).toEqual([]);
  });

  test("of strangers count on when the owner signs in elsewhere, so that nobody sees that", async () => {
    const [visited, left] = [await anAccount({ now: start }), await anAccount({ now: start })];
    for (const { address } of [visited, left]) await fail(address, 4);
    expect(await signIn(visited.address)).toMatchObject({ outcome: "authenticated" });
    const [first, second] = [await fail(visited.address, 4), await fail(left.address, 4)];
    expect(first.locksInMinutes).toEqual(second.locksInMinutes);
    expect(first.locksInMinutes.length).toBeGreaterThan(0);
  });

  test("are not forgotten because somebody registered the address and signs in with that", async () => {
    const { address } = await anAccount({ now: start });
    const attempt = { address, password: OTHER_PASSWORD, now: start };
    const { browser } = await aRegistration(attempt);
    await fail(address, 4);
    await signIn(address, OTHER_PASSWORD, { browser });
    expect(await signIn(address, WRONG)).toMatchObject({ outcome: "locked" });
  });

  test("of one address lock no other", async () => {
    const { address, userId } = await anAccount({ now: start });
    await fail(anAddress(), 6);
    expect(await signIn(address)).toMatchObject({
      outcome: "authenticated",
      credentials: { userId },
    });
  });

  test("leave no list of addresses in the database", async () => {
    const address = anAddress();
    await fail(address, 2);
    const rows = await db.signInThrottle.findMany();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(address.split("@")[0]);
    expect(await db.user.findUnique({ where: { address } })).toBeNull();
  });

  test("tried twenty at once are five tries, and the others are locked out", async () => {
    const { address } = await anAccount({ now: start });
    const results = await Promise.all(Array.from({ length: 20 }, () => signIn(address, WRONG)));
    expect(results.filter((result) => result.outcome === "refused")).toHaveLength(5);
    expect(results.filter((result) => result.outcome === "locked")).toHaveLength(15);
    expect(await signIn(address)).toEqual({ outcome: "locked", until: after(start, MINUTE) });
  });
});
