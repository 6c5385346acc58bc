import { describe, expect, test } from "vitest";
import { authenticate } from "@/lib/sign-in/authenticate";
import { confirmEmailChange } from "@/lib/email-change/confirm-email-change";
import { eraseAccounts } from "@/lib/account/erase-accounts";
import { exportPersonalData } from "@/lib/account/export-personal-data";
import { findPendingDeletion, requestDeletion } from "@/lib/account/request-deletion";
import { sendEmailDelivery } from "@/lib/email/send-email-delivery";
import { undo } from "@/lib/email-change/undo";
import { after, DAY, HOUR } from "@/lib/clock";
import { db } from "@/lib/db";
import { linkIn, waitForMail } from "../../support/inbox";
import { aPasswordReset, aSession, anAddressChange, isAlive } from "../../support/recoveries";
import {
  aBrowser,
  anAccount,
  anAddress,
  aRegistration,
  everythingAbout,
  ORIGIN,
  PASSWORD,
} from "../../support/registrations";

async function signIn(address: string, password = PASSWORD) {
  const browserKeyHash = aBrowser();
  return authenticate({
    address,
    originalAddress: address,
    password,
    browserKeyHash,
    origin: ORIGIN,
  });
}

/** An account whose owner asked for its deletion, and the link that keeps it. */
async function aDeletedAccount() {
  const account = await anAccount();
  const session = await aSession(account.userId);
  const result = await requestDeletion(session, PASSWORD);
  const notice = await db.delivery.findFirstOrThrow({
    where: { userId: account.userId, template: "account_deletion" },
  });
  await sendEmailDelivery(notice.id);
  const mail = await waitForMail(account.address, { subject: "will be deleted" });
  return { ...account, result, session, undoToken: linkIn(mail, "/undo/").split("/undo/")[1]! };
}

describe("deleting an account", () => {
  test("asks for the password", async () => {
    const { userId } = await anAccount();
    const session = await aSession(userId);
    expect(await requestDeletion(session, "a wrong password")).toEqual({
      outcome: "wrong_password",
    });
    expect((await db.user.findUniqueOrThrow({ where: { id: userId } })).eraseAt).toBeNull();
  });

  test("signs everybody out and lets nobody in, and says so to whoever has the password only", async () => {
    const { address, session, result } = await aDeletedAccount();
    expect(result.outcome).toBe("requested");
    expect(await isAlive(session.sessionId)).toBe(false);
    expect(await signIn(address)).toMatchObject({ outcome: "deletion_pending" });
    expect(await signIn(address, "a wrong password")).toEqual({ outcome: "refused" });
  });

  test("can be taken back by the link in the email for a week, once", async () => {
    const { address, undoToken } = await aDeletedAccount();
    expect(await undo(undoToken, ORIGIN, after(new Date(), 6 * DAY))).toEqual({ outcome: "kept" });
    expect(await signIn(address)).toMatchObject({ outcome: "authenticated" });
    expect(await undo(undoToken, ORIGIN)).toEqual({ outcome: "used" });
  });

  test("can still be taken back by whoever lost the email and asks for a new password", async () => {
    const { address, undoToken } = await aDeletedAccount();
    const { deliveryId } = await aPasswordReset(address);
    await sendEmailDelivery(deliveryId);
    const mail = await waitForMail(address, { subject: "will be deleted", count: 2 });
    expect(linkIn(mail, "/undo/")).toContain(undoToken);
  });

  test("tells how far its email has come to a browser that was signed in to it, and to no other", async () => {
    const [{ userId }, browser] = [await anAccount(), aBrowser()];
    const closed = await requestDeletion(await aSession(userId, browser), PASSWORD);
    if (closed.outcome !== "requested") throw new Error(`it came to "${closed.outcome}"`);
    const [requestId, neighbour] = [closed.requestId!, aBrowser()];
    await aSession((await anAccount()).userId, neighbour);
    expect(await findPendingDeletion(requestId, browser)).toMatchObject({
      email: { status: "queued" },
    });
    expect(await findPendingDeletion(requestId, neighbour)).toBeNull();
    expect(await findPendingDeletion(requestId, aBrowser())).toBeNull();
  });

  test("erases it for good after a week: no row names the person, the audit trail keeps no address", async () => {
    const { address, userId, undoToken } = await aDeletedAccount();
    const { address: neighbour } = await anAccount();
    const sixDays = after(new Date(), 6 * DAY);
    await eraseAccounts(sixDays);
    expect((await everythingAbout(address)).user).not.toBeNull();

    await eraseAccounts(after(new Date(), 7 * DAY + HOUR));
    expect(await everythingAbout(address)).toEqual({
      user: null,
      registrations: [],
      verifications: [],
      deliveries: [],
    });
    const trail = await db.auditEvent.findMany({
      where: { userId },
      orderBy: { createdAt: "asc" },
    });
    expect(trail.map(({ name }) => name)).toContain("deletion_requested");
    expect(trail.at(-1)?.name).toBe("erased");
    expect(JSON.stringify(trail)).not.toContain(address);
    expect(trail.filter(({ ip, userAgent }) => ip !== "" || userAgent !== "")).toEqual([]);
    expect(await undo(undoToken, ORIGIN)).toEqual({ outcome: "unknown" });
    expect((await everythingAbout(neighbour)).user).not.toBeNull();
  });

  test("erases what was asked for with its address before it was an account, and nobody else's", async () => {
    const [address, neighbour] = [anAddress(), anAddress()];
    const asked = [await aPasswordReset(address), await aPasswordReset(neighbour)];
    const mover = await anAccount();
    await anAddressChange(mover.userId, { to: address });
    const { userId } = await anAccount({ address });
    expect(await db.passwordReset.findUnique({ where: { id: asked[0]!.id } })).toMatchObject({
      userId: null,
    });
    await requestDeletion(await aSession(userId), PASSWORD);
    await eraseAccounts(after(new Date(), 8 * DAY));
    const where = { address: { in: [address, neighbour] } };
    expect(await db.passwordReset.findMany({ where })).toMatchObject([{ id: asked[1]!.id }]);
    expect(await db.delivery.findMany({ where })).toMatchObject([{ id: asked[1]!.deliveryId }]);
    expect(await db.verification.findMany({ where })).toMatchObject([
      { id: asked[1]!.verificationId },
    ]);
    expect(await db.addressChange.count({ where: { newAddress: address } })).toBe(0);
    expect(await db.user.count({ where: { id: mover.userId } })).toBe(1);
  });

  test("leaves the address free to register anew", async () => {
    const { address } = await aDeletedAccount();
    await eraseAccounts(after(new Date(), 8 * DAY));
    expect((await aRegistration({ address })).address).toBe(address);
  });
});

describe("the data of an account", () => {
  test("holds everything about it and nothing that opens it", async () => {
    const { address, userId } = await anAccount();
    await aPasswordReset(address);
    const collected = await exportPersonalData(await aSession(userId));
    if (collected.outcome !== "collected") throw new Error(collected.outcome);
    const text = JSON.stringify(collected.data);
    const { user, registrations, sessions, passwordResets, deliveries, activity } =
      collected.data as Record<string, unknown[] & { address: string }>;
    expect(user?.address).toBe(address);
    for (const part of [registrations, sessions, passwordResets, deliveries, activity])
      expect(part?.length).toBeGreaterThan(0);
    // Anybody may have asked for the password: their network is enough.
    expect(passwordResets?.[0]).toMatchObject({ ip: "203.0.113.0/24" });
    expect(text).not.toMatch(/argon2|passwordHash|browserKeyHash/i);
  });

  test("says nothing of the email to a new address that they did not prove", async () => {
    const { userId } = await anAccount();
    const { deliveryId, noticeId, session, token } = await anAddressChange(userId);
    const mailsIn = async () => {
      const collected = await exportPersonalData(session);
      if (collected.outcome !== "collected") throw new Error(collected.outcome);
      return (collected.data.deliveries as { id: string }[]).map(({ id }) => id);
    };
    expect(await mailsIn()).toContain(noticeId);
    expect(await mailsIn()).not.toContain(deliveryId);
    await confirmEmailChange(token, { userId, password: null }, ORIGIN);
    expect(await mailsIn()).toContain(deliveryId);
  });

  test("is downloaded ten times an hour at most", async () => {
    const session = await aSession((await anAccount()).userId);
    for (let n = 0; n < 10; n += 1)
      expect((await exportPersonalData(session)).outcome).toBe("collected");
    expect((await exportPersonalData(session)).outcome).toBe("limited");
  });
});
