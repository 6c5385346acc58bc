import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { reportUnrequestedEmail } from "@/lib/account/report-unrequested-email";
import { after, DAY, HOUR } from "@/lib/clock";
import { db } from "@/lib/db";
import { undo } from "@/lib/email-change/undo";
import { keepFactors } from "@/lib/operator/actions/keep-factors";
import { removeFactors } from "@/lib/operator/actions/remove-factors";
import { advanceFactorRemovals } from "@/lib/second-factor/advance-removals";
import { stopDisprovedRemoval } from "@/lib/second-factor/factor-removal";
import { removeFactor } from "@/lib/second-factor/factors";
import { consumeRecoveryCode } from "@/lib/second-factor/recovery-codes";
import { completeSignIn, findPendingSignIn } from "@/lib/session/pending-sign-in";
import { openSession } from "@/lib/session/session-rows";
import { deliveryBinding } from "@/lib/verification/inspect-link";
import { linkToken } from "@/lib/verification/link-token";
import {
  aRemoval,
  endOf,
  factorsOf,
  letHoursPass,
  namesOf,
  rowOf,
  sendEmails,
  SUBJECT,
  titlesTo,
} from "../../support/factor-removals";
import { linkIn, waitForMail } from "../../support/inbox";
import { anActing } from "../../support/operators";
import { aBrowser, anAddress, ORIGIN } from "../../support/registrations";
import { anAccountWithApp } from "../../support/second-factors";

const WAITING = "Two-step verification will be turned off";
const REMOVED = "Two-step verification was turned off";
const STAYS = "Two-step verification stays on";

describe("the removal of lost second factors", () => {
  test("takes 72 hours, tells the owner at the start, each day and at the end, and then removes everything", async () => {
    const removal = await aRemoval();
    const { userId, address, start, dueAt, browser } = removal;
    expect(dueAt).toEqual(after(start, 72 * HOUR));
    const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
    const credentials = { userId, passwordHash: user.passwordHash! };
    const entry = { factor: "proved", trustedUntil: after(start, 30 * DAY) } as const;
    const here = { browserKeyHash: browser, origin: ORIGIN };
    const opened = await openSession(credentials, here, start, entry);
    const waits = await openSession(credentials, { ...here, browserKeyHash: aBrowser() }, start);

    await letHoursPass(removal, 1, 71);
    expect([await factorsOf(userId), await endOf(userId)]).toEqual([1, null]);
    expect(await titlesTo(address)).toEqual([WAITING, WAITING, WAITING]);

    await letHoursPass(removal, 72, 75);
    expect([await factorsOf(userId), await endOf(userId)]).toEqual([0, "done"]);
    expect(await titlesTo(address)).toEqual([WAITING, WAITING, WAITING, REMOVED]);
    expect(await db.recoveryCode.count({ where: { userId } })).toBe(0);
    expect(await db.knownBrowser.count({ where: { userId, trustedUntil: { not: null } } })).toBe(0);
    expect(await db.session.count({ where: { userId, endedAt: null } })).toBe(0);
    expect([opened?.outcome, waits?.outcome]).toEqual(["opened", "factor_needed"]);
    expect(await db.pendingSignIn.count({ where: { userId } })).toBe(0);
    const again = await openSession(credentials, here, after(start, 80 * HOUR));
    expect(again?.outcome).toBe("opened");
    expect((await namesOf(userId)).filter((name) => name.startsWith("factor"))).toEqual([
      "factor_removal_started",
      "factors_removed",
    ]);
  });

  test("is not done before a whole 72 hours went by, and once where two rounds run at once", async () => {
    const { userId, address, start } = await aRemoval();
    await advanceFactorRemovals(after(start, 72 * HOUR - 1));
    expect(await endOf(userId)).toBe(null);
    const due = after(start, 72 * HOUR);
    await Promise.all([advanceFactorRemovals(due), advanceFactorRemovals(due)]);
    await sendEmails(userId, due);
    expect(await endOf(userId)).toBe("done");
    expect((await titlesTo(address)).filter((title) => title === REMOVED)).toHaveLength(1);
  });

  test("is stopped by the link in each email, which does nothing when it is only opened, and works once", async () => {
    const removal = await aRemoval();
    const { userId, address, stopToken, start } = removal;
    await letHoursPass(removal, 1, 24);
    const reminder = await waitForMail(address, { subject: SUBJECT, count: 2 });
    expect(linkIn(reminder, "/undo/")).toContain(stopToken);

    expect(await undo(stopToken, ORIGIN, after(start, 71 * HOUR))).toEqual({ outcome: "stopped" });
    expect(await undo(stopToken, ORIGIN, after(start, 71 * HOUR))).toEqual({ outcome: "used" });
    await letHoursPass(removal, 71, 100);
    expect([await factorsOf(userId), await endOf(userId)]).toEqual([1, "link"]);
    expect((await titlesTo(address)).at(-1)).toBe(STAYS);
  });

  test("is stopped by whoever signs in with a second factor", async () => {
    const { userId, address, browser, codes, start } = await aRemoval();
    const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
    const now = after(start, 70 * HOUR);
    const opened = await openSession(
      { userId, passwordHash: user.passwordHash! },
      { browserKeyHash: browser, origin: ORIGIN },
      now,
    );
    if (opened?.outcome !== "factor_needed") throw new Error("no second factor was asked for");
    const pending = await findPendingSignIn(opened.pendingSignInId, browser, now);
    const way = { way: "recovery_code", origin: ORIGIN, replacedSessionId: null } as const;
    const proof = (code: string) => ({
      ...way,
      prove: (...[tx, , at]: Parameters<Parameters<typeof completeSignIn>[1]["prove"]>) =>
        consumeRecoveryCode(tx, userId, code, at),
    });
    expect(await completeSignIn(pending!, proof("0000-0000-0000-0000"), now)).toMatchObject({
      outcome: "wrong",
    });
    expect(await endOf(userId)).toBe(null);
    expect(await completeSignIn(pending!, proof(codes[0]!), now)).toMatchObject({
      outcome: "opened",
    });
    expect(await endOf(userId)).toBe("proved");
    await sendEmails(userId, now);
    expect((await titlesTo(address)).at(-1)).toBe(STAYS);
  });

  test("is stopped by whoever comes in by a second factor alone, and by the owner who locks the account", async () => {
    const { userId } = await aRemoval();
    await stopDisprovedRemoval({ userId, origin: ORIGIN });
    expect(await endOf(userId)).toBe("proved");

    const locked = await aRemoval();
    const { id, address } = await db.delivery.findFirstOrThrow({
      where: { userId: locked.userId, template: "second_factor_changed" },
    });
    const token = linkToken("not-me-link", deliveryBinding({ id, address }));
    expect(await reportUnrequestedEmail(token, ORIGIN)).toEqual({ outcome: "reported" });
    expect(await endOf(locked.userId)).toBe("account");
  });

  test("can be locked out of by the email that says it was done", async () => {
    const removal = await aRemoval();
    const { userId, address, start } = removal;
    await letHoursPass(removal, 72, 72);
    const done = await waitForMail(address, { subject: SUBJECT, count: 2 });
    const [, token = ""] = linkIn(done, "/not-me/").split("/not-me/");
    const now = after(start, 73 * HOUR);
    expect(await reportUnrequestedEmail(token, ORIGIN, { now })).toEqual({ outcome: "reported" });
    const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
    expect(user.passwordHash).toBeNull();
  });

  test("is stopped by an operator, and only while it runs", async () => {
    const { userId, start } = await aRemoval();
    expect(await keepFactors(userId, anActing(), start)).toEqual({ outcome: "stopped" });
    expect(await keepFactors(userId, anActing(), start)).toEqual({ outcome: "unchanged" });
    expect(await endOf(userId)).toBe("operator");
  });

  test("is not stopped by the link of an earlier one", async () => {
    const { userId, stopToken } = await aRemoval();
    await keepFactors(userId, anActing());
    expect((await removeFactors(userId, anActing())).outcome).toBe("started");
    expect(await undo(stopToken, ORIGIN)).toEqual({ outcome: "void" });
    expect(await endOf(userId)).toBe(null);
  });

  test("is not done when the account was locked, closed or moved meanwhile", async () => {
    const changes = [{ lockedAt: new Date() }, { eraseAt: new Date() }, { address: anAddress() }];
    for (const data of changes) {
      const removal = await aRemoval();
      await db.user.update({ where: { id: removal.userId }, data });
      await letHoursPass(removal, 72, 72);
      const { userId } = removal;
      expect([await factorsOf(userId), await endOf(userId)]).toEqual([1, "account"]);
    }
  });

  test("ends without a word of it once the owner has removed the last factor", async () => {
    const { userId, address, start } = await aRemoval();
    const { id } = await db.secondFactor.findFirstOrThrow({ where: { userId } });
    const owner = { userId, sessionId: randomUUID(), origin: ORIGIN };
    expect(await removeFactor(owner, id)).toEqual({ outcome: "removed" });
    await advanceFactorRemovals(after(start, 25 * HOUR));
    await sendEmails(userId, after(start, 25 * HOUR));
    expect(await endOf(userId)).toBe("account");
    expect(await titlesTo(address)).not.toContain(STAYS);
  });

  test("is not done when the owner could not be told: emails blocked in between, or bounced", async () => {
    const removal = await aRemoval();
    const { userId, address } = removal;
    await db.suppression.create({ data: { address, scope: "everything", reason: "operator" } });
    await letHoursPass(removal, 1, 73);
    expect([await factorsOf(userId), await endOf(userId)]).toEqual([1, "unreachable"]);

    const other = await aRemoval();
    const where = { userId: other.userId, template: "factor_removal" } as const;
    await db.delivery.updateMany({ where, data: { status: "bounced" } });
    await advanceFactorRemovals(after(other.start, 73 * HOUR));
    expect(await endOf(other.userId)).toBe("unreachable");
  });

  test("waits 72 hours from the first email on where emails were held up, and is given up after a week without one", async () => {
    const start = new Date();
    const { userId } = await anAccountWithApp();
    await removeFactors(userId, anActing(), start);
    await advanceFactorRemovals(after(start, 73 * HOUR));
    expect(await endOf(userId)).toBe(null);
    const sent = after(start, 80 * HOUR);
    await sendEmails(userId, sent);
    await advanceFactorRemovals(after(start, 100 * HOUR));
    expect((await rowOf(userId)).dueAt.getTime()).toBeGreaterThan(sent.getTime() + 71 * HOUR);
    expect([await factorsOf(userId), await endOf(userId)]).toEqual([1, null]);
    await sendEmails(userId, after(start, 100 * HOUR));
    await advanceFactorRemovals(after(sent, 73 * HOUR));
    expect(await endOf(userId)).toBe("done");

    const silent = await anAccountWithApp();
    await removeFactors(silent.userId, anActing(), start);
    await advanceFactorRemovals(after(start, 8 * DAY));
    expect([await factorsOf(silent.userId), await endOf(silent.userId)]).toEqual([
      1,
      "unreachable",
    ]);
  });

  test("loses nothing and does nothing twice when a round is cut off", async () => {
    const { userId, start } = await aRemoval();
    const due = after(start, 72 * HOUR);
    // The very last thing a round writes is the email: a round that cannot write it did nothing.
    await db.$executeRaw`
      CREATE OR REPLACE FUNCTION cut_off() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'cut off'; END $$`;
    await db.$executeRaw`
      CREATE TRIGGER cut_off BEFORE INSERT ON delivery FOR EACH ROW
      WHEN (NEW.template = 'factor_removal') EXECUTE FUNCTION cut_off()`;
    try {
      await expect(advanceFactorRemovals(due)).rejects.toThrow("cut off");
      expect([await factorsOf(userId), await endOf(userId)]).toEqual([1, null]);
    } finally {
      await db.$executeRaw`DROP TRIGGER cut_off ON delivery`;
    }
    await advanceFactorRemovals(due);
    await advanceFactorRemovals(after(due, HOUR));
    expect([await factorsOf(userId), await endOf(userId)]).toEqual([0, "done"]);
    const done = (await namesOf(userId)).filter((name) => name === "factors_removed");
    expect(done).toHaveLength(1);
  });
});
