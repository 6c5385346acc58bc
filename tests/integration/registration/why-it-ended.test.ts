import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { changePassword } from "@/lib/account/change-password";
import { correctAddress } from "@/lib/registration/correct-address";
import { reportUnrequestedEmail } from "@/lib/account/report-unrequested-email";
import { inspectReportLink } from "@/lib/account/inspect-report-link";
import { cancelEmailChange } from "@/lib/email-change/request-email-change";
import { requestDeletion } from "@/lib/account/request-deletion";
import { sendEmailDelivery } from "@/lib/email/send-email-delivery";
import { undo } from "@/lib/email-change/undo";
import { waitingState } from "@/lib/registration/waiting-state";
import { db } from "@/lib/db";
import { deleteUser } from "@/lib/operator/actions/delete-user";
import { findPage } from "@/lib/operator/lists/find-page";
import { readListQuery } from "@/lib/operator/lists/list-query";
import { registrationList } from "@/lib/operator/lists/registration-list";
import { findPerson } from "@/lib/operator/timeline/person";
import { readTimeline } from "@/lib/operator/timeline/read-timeline";
import { waitForMail } from "../../support/inbox";
import { aPasswordReset, aSession, anAddressChange } from "../../support/recoveries";
import {
  anAccount,
  anAddress,
  aRegistration,
  ORIGIN,
  OTHER_PASSWORD,
  PASSWORD,
} from "../../support/registrations";
import { pageOf } from "../../support/shown";

const acting = () => ({ actionId: randomUUID(), operatorId: null, reason: "asked by phone" });

/** Somebody who mistyped their address and corrected it. */
async function aCorrectedRegistration() {
  const wrong = await aRegistration();
  const right = anAddress("right");
  const { outcome } = await correctAddress({
    address: right,
    originalAddress: right,
    ...(await pageOf(wrong.browser)),
    origin: ORIGIN,
  });
  if (outcome !== "corrected") throw new Error(`correcting came to "${outcome}"`);
  return { ...wrong, right };
}

async function aReportedRegistration() {
  const registration = await aRegistration();
  await reportUnrequestedEmail(registration.notMeToken, ORIGIN);
  return registration;
}

async function titlesOf(userId: string): Promise<string[]> {
  const person = await findPerson(userId);
  return (await readTimeline(person!)).entries.map(({ title }) => title);
}

async function listed(params: Record<string, string>) {
  return (await findPage(registrationList, readListQuery(registrationList, params))).rows;
}

/** What the export writes for a registration. */
async function exported(id: string): Promise<Record<string, unknown>> {
  const [row] = await listed({ q: id });
  return Object.fromEntries(registrationList.file.map(({ name, value }) => [name, value(row!)]));
}

const changeReason = async (id: string) =>
  (await db.addressChange.findUniqueOrThrow({ where: { id } })).cancelReason;
const auditCount = (userId: string, name: string) =>
  db.auditEvent.count({ where: { userId, name } });

describe("a registration whose address was corrected", () => {
  test("is told to operators as corrected, and nowhere as “This was not me”", async () => {
    const { id, userId } = await aCorrectedRegistration();
    const titles = await titlesOf(userId);
    expect(titles).toContain("Email corrected: sign-up cancelled");
    expect(titles.join()).not.toContain("This wasn’t me");
    expect(await exported(id)).toMatchObject({ cancelled_because: "corrected" });
    expect((await listed({ q: userId, state: "corrected" })).map((row) => row.id)).toEqual([id]);
    expect(await listed({ q: userId, state: "reported" })).toEqual([]);
    expect(await listed({ q: userId, state: "cancelled" })).toHaveLength(1);
  });

  test("does not tell its maker that the mailbox's reader disowned it, when the corrected one is gone", async () => {
    const { browser, right } = await aCorrectedRegistration();
    await db.user.delete({ where: { address: right } });
    expect((await waitingState(browser))?.phase).toBe("corrected");
  });

  test("does not thank the mailbox's reader for a report that they never made", async () => {
    const { notMeToken } = await aCorrectedRegistration();
    expect(await inspectReportLink(notMeToken)).toMatchObject({ end: "otherwise" });
  });
});

describe("a registration that the mailbox's reader reported", () => {
  test("is told to operators, to its maker and to the reader as that", async () => {
    const { id, userId, browser, notMeToken } = await aReportedRegistration();
    expect(await titlesOf(userId)).toContain("Clicked “This wasn’t me”: sign-up cancelled");
    expect(await exported(id)).toMatchObject({ cancelled_because: "reported" });
    expect((await listed({ q: userId, state: "reported" })).map((row) => row.id)).toEqual([id]);
    expect((await waitingState(browser))?.phase).toBe("reported");
    expect(await inspectReportLink(notMeToken)).toMatchObject({ end: "reported" });
  });
});

test("a registration that ended before reasons were kept is told as cancelled, without a reason", async () => {
  const { id, userId, browser } = await aRegistration();
  await db.registration.update({ where: { id }, data: { cancelledAt: new Date() } });
  expect(await titlesOf(userId)).toContain("Sign-up cancelled");
  expect(await exported(id)).toMatchObject({ cancelled_because: null });
  expect((await waitingState(browser))?.phase).toBe("cancelled");
});

describe("a change of address that ended", () => {
  test("keeps why: withdrawn, replaced, reported, undone, or overtaken by a new password", async () => {
    const { userId } = await anAccount();
    const replaced = await anAddressChange(userId);
    const withdrawn = await anAddressChange(userId);
    expect(await changeReason(replaced.id)).toBe("replaced");
    await cancelEmailChange(withdrawn.session, withdrawn.id);
    expect(await changeReason(withdrawn.id)).toBe("withdrawn");
    const reported = await anAddressChange(userId);
    await reportUnrequestedEmail(reported.notMeToken, ORIGIN);
    expect(await changeReason(reported.id)).toBe("reported");
    const undone = await anAddressChange(userId);
    await undo(undone.undoToken, ORIGIN);
    expect(await changeReason(undone.id)).toBe("undone");
    const overtaken = await anAddressChange(userId);
    await changePassword(overtaken.session, {
      currentPassword: PASSWORD,
      newPassword: OTHER_PASSWORD,
    });
    expect(await changeReason(overtaken.id)).toBe("revoked");
    expect(
      (await titlesOf(userId)).filter((title) => title.startsWith("Email change cancelled:")),
    ).toEqual([
      "Email change cancelled: access was revoked",
      "Email change cancelled: undone from the old mailbox",
      "Email change cancelled: “This wasn’t me” in the new mailbox",
      "Email change cancelled: cancelled by the owner",
      "Email change cancelled: replaced by a newer one",
    ]);
  });

  test("thanks the new mailbox's reader for a report only if they made one", async () => {
    const { userId } = await anAccount();
    const withdrawn = await anAddressChange(userId);
    await cancelEmailChange(withdrawn.session, withdrawn.id);
    expect(await inspectReportLink(withdrawn.notMeToken)).toMatchObject({ end: "otherwise" });
    const reported = await anAddressChange(userId);
    expect(await inspectReportLink(reported.notMeToken)).toMatchObject({ end: null });
    await reportUnrequestedEmail(reported.notMeToken, ORIGIN);
    expect(await inspectReportLink(reported.notMeToken)).toMatchObject({ end: "reported" });
  });

  test("is not ended, nor written down, once more by a later press in either mailbox", async () => {
    const { userId } = await anAccount();
    const { id, session, notMeToken, undoToken } = await anAddressChange(userId);
    await reportUnrequestedEmail(notMeToken, ORIGIN);
    const { cancelledAt } = await db.addressChange.findUniqueOrThrow({ where: { id } });
    await reportUnrequestedEmail(notMeToken, ORIGIN);
    await undo(undoToken, ORIGIN);
    await cancelEmailChange(session, id);
    expect(await db.addressChange.findUniqueOrThrow({ where: { id } })).toMatchObject({
      cancelledAt,
      cancelReason: "reported",
    });
    expect(await auditCount(userId, "address_change_cancelled")).toBe(1);
  });
});

describe("an account that is about to be erased", () => {
  test("tells its owner that an operator closed it, and does not claim that they gave the password", async () => {
    const { userId, address } = await anAccount();
    await deleteUser(userId, acting());
    const notice = await db.delivery.findFirstOrThrow({
      where: { userId, template: "account_deletion" },
    });
    await sendEmailDelivery(notice.id);
    const { text } = await waitForMail(address, { subject: "will be deleted" });
    expect(text).toContain("An administrator of Latchkey closed your account.");
    expect(text).not.toMatch(/asked to delete|knows your password/);
    expect(text).toMatch(/Request: by an administrator of Latchkey/);
  });

  test("tells when and from where the deletion was asked for, also by the email that a forgotten password brings", async () => {
    const { userId, address } = await anAccount();
    const phone =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1";
    const origin = { ip: "203.0.113.99", userAgent: phone };
    const asked = new Date(Date.now() - 3 * 86_400_000);
    await requestDeletion({ ...(await aSession(userId)), origin }, PASSWORD, asked);
    await sendEmailDelivery((await aPasswordReset(address)).deliveryId);
    const { text } = await waitForMail(address, { subject: "will be deleted" });
    expect(text).toContain("203.0.113.99");
    expect(text).not.toContain(ORIGIN.ip);
  });
});
