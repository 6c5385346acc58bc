import { describe, expect, test } from "vitest";
import { after, DAY } from "@/lib/clock";
import { db } from "@/lib/db";
import { removeFactors } from "@/lib/operator/actions/remove-factors";
import { anActing } from "../../support/operators";
import { anAddress, ORIGIN } from "../../support/registrations";
import { anAccountWithApp } from "../../support/second-factors";

describe("a removal is not started", () => {
  const start = (userId: string) => removeFactors(userId, anActing());

  test("twice, whoever presses at once, nor by the same press again", async () => {
    const { userId } = await anAccountWithApp();
    const both = await Promise.all([start(userId), start(userId)]);
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(["started", "unchanged"]);
    expect(await db.factorRemoval.count({ where: { userId } })).toBe(1);
  });

  test("for an operator, a locked or closing account, or one without second factors", async () => {
    const now = new Date();
    for (const data of [{ role: "operator" as const }, { lockedAt: now }, { eraseAt: now }]) {
      const { userId } = await anAccountWithApp();
      await db.user.update({ where: { id: userId }, data });
      expect(await start(userId)).toEqual({ outcome: "unchanged" });
    }
    const { userId } = await anAccountWithApp();
    await db.secondFactor.updateMany({ where: { userId }, data: { confirmedAt: null } });
    expect(await start(userId)).toEqual({ outcome: "unchanged" });
  });

  test("where the owner gets no email, which an operator's account in wrong hands could see to first", async () => {
    const { userId, address } = await anAccountWithApp();
    await db.suppression.create({ data: { address, scope: "everything", reason: "operator" } });
    expect(await start(userId)).toEqual({ outcome: "unreachable" });
  });

  test("while the mailbox before can still take the account back", async () => {
    const { userId, address } = await anAccountWithApp();
    const now = new Date();
    const facts = { ...ORIGIN, newAddress: address, newOriginalAddress: address };
    const old = { oldAddress: anAddress(), oldOriginalAddress: "old" };
    const change = await db.addressChange.create({
      data: { userId, ...facts, ...old, confirmedAt: now },
    });
    const undoable = await db.verification.create({
      data: {
        ...{ purpose: "undo_address_change", addressChangeId: change.id, address: old.oldAddress },
        ...{ codeExpiresAt: now, expiresAt: after(now, 7 * DAY) },
      },
    });
    expect(await start(userId)).toEqual({ outcome: "lately_moved" });
    await db.verification.update({ where: { id: undoable.id }, data: { expiresAt: now } });
    expect((await start(userId)).outcome).toBe("started");
  });
});
