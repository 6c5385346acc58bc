import { after, HOUR, MINUTE } from "@/lib/clock";
import { db, type FactorRemovalEnd, inTransaction } from "@/lib/db";
import { sendEmailDelivery } from "@/lib/email/send-email-delivery";
import { removeFactors } from "@/lib/operator/actions/remove-factors";
import { BY_OPERATOR } from "@/lib/operator/audit-as-operator";
import { advanceFactorRemovals } from "@/lib/second-factor/advance-removals";
import { startFactorRemoval } from "@/lib/second-factor/factor-removal";
import { linkIn, mailsTo, waitForMail } from "./inbox";
import { anActing } from "./operators";
import { anAccountWithApp } from "./second-factors";

/** In the subject of each email of a removal. */
export const SUBJECT = "two-step verification";

/** Sends the emails of a removal that wait, as the durable function does. */
export async function sendEmails(userId: string, now: Date): Promise<void> {
  const waiting = await db.delivery.findMany({
    where: { userId, template: "factor_removal", status: "queued" },
    orderBy: { createdAt: "asc" },
  });
  for (const { id } of waiting) await sendEmailDelivery(id, now);
}

/** Somebody the removal of whose factors has begun, without an action of an operator. */
export async function aStartedRemoval() {
  const account = await anAccountWithApp();
  await inTransaction((tx) => startFactorRemoval(tx, account.userId, BY_OPERATOR, new Date()));
  return account;
}

/** Somebody who asked for help, the removal of whose factors has begun, and the email about it. */
export async function aRemoval(start = new Date()) {
  const account = await anAccountWithApp();
  const result = await removeFactors(account.userId, anActing(), start);
  if (result.outcome !== "started") throw new Error(`starting came to "${result.outcome}"`);
  await sendEmails(account.userId, start);
  const mail = await waitForMail(account.address, { subject: SUBJECT });
  const [, stopToken = ""] = linkIn(mail, "/undo/").split("/undo/");
  return { ...account, start, dueAt: result.dueAt, mail, stopToken };
}

type Removal = Awaited<ReturnType<typeof aRemoval>>;

/** Lets the hourly rounds run from one hour after the start to another. */
export async function letHoursPass({ userId, start }: Removal, from: number, to: number) {
  for (let hour = from; hour <= to; hour += 1) {
    const now = after(start, hour * HOUR + 47 * MINUTE);
    await advanceFactorRemovals(now);
    await sendEmails(userId, now);
  }
}

export const factorsOf = (userId: string) => db.secondFactor.count({ where: { userId } });
export const rowOf = (userId: string) =>
  db.factorRemoval.findFirstOrThrow({ where: { userId }, orderBy: { startedAt: "desc" } });
export const endOf = async (userId: string): Promise<FactorRemovalEnd | "done" | null> => {
  const { cancelReason, doneAt } = await rowOf(userId);
  return doneAt ? "done" : cancelReason;
};
export const namesOf = async (userId: string) =>
  (await db.auditEvent.findMany({ where: { userId }, orderBy: { id: "asc" } })).map(
    ({ name }) => name,
  );
export const titlesTo = async (address: string) =>
  (await mailsTo(address))
    .filter(({ subject }) => subject.includes(SUBJECT))
    .map(({ text }) => /Two-step verification \w+( \w+)*/.exec(text)?.[0]);
