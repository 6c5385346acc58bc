import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { reportUnrequestedEmail } from "@/lib/account/report-unrequested-email";
import { signInWaitingBrowser } from "@/lib/registration/sign-in-waiting-browser";
import { verifyPassword } from "@/lib/credentials/password-hash";
import { inspectRegistrationLink } from "@/lib/registration/inspect-registration-link";
import { db } from "@/lib/db";
import { operatorCommand } from "@/lib/operator/command-line";
import { confirmManually } from "@/lib/operator/actions/confirm-manually";
import { resendEmail } from "@/lib/operator/actions/resend-email";
import {
  aRegistration,
  everythingAbout,
  ORIGIN,
  OTHER_PASSWORD,
} from "../../support/registrations";
import { pageOf } from "../../support/shown";

const acting = () => ({ actionId: randomUUID(), operatorId: null, reason: "known by telephone" });

const stateOf = async (address: string) => JSON.stringify(await everythingAbout(address));

/** Somebody who asked for help, and a stranger who registered their address meanwhile. */
async function twoRegistrations() {
  const seen = await aRegistration();
  const stranger = await aRegistration({ address: seen.address, password: OTHER_PASSWORD });
  return { seen, stranger };
}

describe("an operator who confirms by hand", () => {
  test("confirms the registration they saw, and all links sent so far are void", async () => {
    const { address, userId, id, token, password } = await aRegistration();
    const other = await aRegistration({ address });
    await db.registration.delete({ where: { id: other.id } });
    expect(await confirmManually(userId, id, acting())).toEqual({ outcome: "confirmed" });
    const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
    expect(await verifyPassword(user.passwordHash, password)).toBe(true);
    expect((await inspectRegistrationLink(token, new Date())).outcome).toBe("void");
  });

  test("confirms nothing when a stranger registered the address since they looked", async () => {
    const { seen, stranger } = await twoRegistrations();
    const before = await stateOf(seen.address);
    const { outcome } = await confirmManually(seen.userId, seen.id, acting());
    expect(outcome).toBe("newer_registration");
    expect(await stateOf(seen.address)).toBe(before);
    expect(await signInWaitingBrowser(await pageOf(stranger.browser))).toBeNull();
  });

  test("confirms none that was cancelled or that the mailbox's owner reported", async () => {
    const reported = await aRegistration();
    await reportUnrequestedEmail(reported.notMeToken, ORIGIN);
    const { userId, id } = reported;
    expect(await confirmManually(userId, id, acting())).toEqual({ outcome: "no_registration" });
    const cancelled = await aRegistration();
    const where = { id: cancelled.id };
    await db.registration.update({ where, data: { cancelledAt: new Date() } });
    expect(await confirmManually(cancelled.userId, cancelled.id, acting())).toEqual({
      outcome: "no_registration",
    });
    const user = await db.user.findUniqueOrThrow({ where: { id: cancelled.userId } });
    expect(user.confirmedAt).toBeNull();
  });

  test("confirms none of another account", async () => {
    const [one, other] = [await aRegistration(), await aRegistration()];
    const { outcome } = await confirmManually(one.userId, other.id, acting());
    expect(outcome).toBe("newer_registration");
    expect(await db.user.count({ where: { id: one.userId, confirmedAt: null } })).toBe(1);
  });
});

test("an operator resends no email of a registration that they did not see", async () => {
  const { seen, stranger } = await twoRegistrations();
  const deliveries = () => db.delivery.count({ where: { address: seen.address } });
  const refused = await resendEmail(seen.userId, seen.id, acting());
  expect([refused.outcome, await deliveries()]).toEqual(["newer_registration", 2]);
  const sent = await resendEmail(seen.userId, stranger.id, acting());
  expect([sent.outcome, await deliveries()]).toEqual(["requested", 3]);
});

describe("the command line", () => {
  const confirm = (address: string, ...more: string[]) =>
    operatorCommand(["user", "confirm", address, "--reason", "known by telephone", ...more]);

  test("asks which registration is meant, saying when and from where each was made", async () => {
    const { seen, stranger } = await twoRegistrations();
    const asked = await confirm(seen.address);
    expect(asked.exitCode).toBe(1);
    for (const { id } of [seen, stranger]) expect(asked.lines.join("\n")).toContain(id);
    expect(asked.lines.join("\n")).toContain("Firefox on Linux, 203.0.113.7");
    expect(await db.user.count({ where: { id: seen.userId, confirmedAt: null } })).toBe(1);
  });

  test("confirms the newest registration by its id, and no older one", async () => {
    const { seen, stranger } = await twoRegistrations();
    const older = await confirm(seen.address, "--registration", seen.id);
    expect([older.exitCode, older.value]).toMatchObject([1, { outcome: "newer_registration" }]);
    expect((await confirm(seen.address, "--registration", "no id")).exitCode).toBe(2);
    const newest = await confirm(seen.address, "--registration", stranger.id);
    expect([newest.exitCode, newest.value]).toMatchObject([0, { outcome: "confirmed" }]);
  });
});
