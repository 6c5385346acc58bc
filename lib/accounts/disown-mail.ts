import "server-only";
import { record } from "../audit/record";
import { after } from "../clock";
import { db, type Delivery, inTransaction, type Tx } from "../db";
import { liftSuppression, type MailKind, suppress, suppressedUntil } from "../mail/suppressions";
import { type BadLink, inspectNotMeLink } from "../verification/inspect-link";
import { UNDO_LIFE_MS } from "../verification/lifetimes";
import { cancelRegistration } from "./cancel-registration";
import type { Origin } from "./origin";
import { revokeAccess } from "./revoke-access";

/** What a mail was about, as far as its reader may undo it. */
export type MailSubject = MailKind | "password";

function subjectOf({ registrationId, passwordResetId, addressChangeId }: Delivery): MailSubject {
  if (registrationId) return "registration";
  if (passwordResetId) return "recovery";
  return addressChangeId ? "address_change" : "password";
}

/** Whether what a mail was about is cancelled, or the password it told of was locked. */
async function isOver({ id }: Delivery): Promise<boolean> {
  const { registration, passwordReset, addressChange, auditEvent } =
    await db.delivery.findUniqueOrThrow({
      where: { id },
      include: { registration: true, passwordReset: true, addressChange: true, auditEvent: true },
    });
  if (!auditEvent) return Boolean((registration ?? passwordReset ?? addressChange)?.cancelledAt);
  const { userId, createdAt } = auditEvent;
  const where = { userId, name: "password_disowned", createdAt: { gte: createdAt } };
  return (await db.auditEvent.count({ where })) > 0;
}

/**
 * A "this was not me" link, looked up: which mail it came in, whether what that was about is
 * over, and until when such mails are stopped.
 */
export async function inspectDisownLink(token: string): Promise<
  | { outcome: BadLink["state"] }
  | {
      outcome: "genuine";
      subject: MailSubject;
      address: string;
      sentAt: Date;
      isOver: boolean;
      stoppedUntil: Date | null;
    }
> {
  const link = await inspectNotMeLink(token);
  if (link.state !== "genuine") return { outcome: link.state };
  const { delivery } = link;
  const subject = subjectOf(delivery);
  const { address, createdAt: sentAt } = delivery;
  const stoppedUntil = subject === "password" ? null : await suppressedUntil(address, subject);
  const about = { subject, address, sentAt, isOver: await isOver(delivery) };
  return { outcome: "genuine", ...about, stoppedUntil };
}

async function cancelReset(tx: Tx, id: string, origin: Origin, now: Date): Promise<boolean> {
  // Verifications first: a reset under way then finds its own void, or has won.
  await tx.verification.updateMany({
    where: { passwordResetId: id, usedAt: null, voidedAt: null },
    data: { voidedAt: now },
  });
  const used = { passwordResetId: id, usedAt: { not: null } };
  if ((await tx.verification.count({ where: used })) > 0) return false;
  const [cancelled] = await tx.passwordReset.updateManyAndReturn({
    where: { id, cancelledAt: null },
    data: { cancelledAt: now },
    select: { userId: true },
  });
  if (!cancelled?.userId) return true;
  const audited = { userId: cancelled.userId, name: "password_reset_cancelled" } as const;
  await record(tx, { ...audited, actor: "owner", origin }, now);
  return true;
}

async function cancelChange(tx: Tx, id: string, origin: Origin, now: Date): Promise<boolean> {
  await tx.verification.updateMany({
    where: { addressChangeId: id, purpose: "change_address", usedAt: null, voidedAt: null },
    data: { voidedAt: now },
  });
  const [change] = await tx.addressChange.updateManyAndReturn({
    where: { id, confirmedAt: null },
    data: { cancelledAt: now },
    select: { userId: true },
  });
  if (change)
    await record(
      tx,
      { ...change, name: "address_change_cancelled", actor: "visitor", origin },
      now,
    );
  return change !== undefined;
}

/**
 * "I did not change my password": the new one is void and every session ends, so that only
 * the mailbox leads back in. Not when the password was changed once more since, and not for
 * a mail older than a week: an old mail must not be a switch for ever.
 */
async function disownPassword(
  tx: Tx,
  { auditEventId, address }: Delivery,
  origin: Origin,
  now: Date,
): Promise<boolean> {
  const event = await tx.auditEvent.findUnique({ where: { id: auditEventId ?? "" } });
  if (!event?.userId || event.createdAt < after(now, -UNDO_LIFE_MS)) return false;
  const { userId } = event;
  const name = { in: ["password_reset", "password_changed", "password_disowned"] };
  const where = { userId, name, createdAt: { gte: event.createdAt }, id: { not: event.id } };
  if ((await tx.auditEvent.count({ where })) > 0) return false;
  const voided = { where: { id: userId, address }, data: { passwordHash: null } };
  if ((await tx.user.updateMany(voided)).count === 0) return false;
  await revokeAccess(tx, { userId }, now);
  // The one way back in; whoever had the mailbox for a minute may have stopped it.
  await liftSuppression(tx, address, "recovery");
  await record(tx, { userId, name: "password_disowned", actor: "owner", origin }, now);
  return true;
}

/**
 * "This was not me", pressed by whoever reads the mailbox: what the mail was about is
 * cancelled, and that kind of mail stops for 30 days.
 *
 * "too_late" when it has happened already (a registration that was confirmed, a new password
 * that was chosen, a password that was changed again since): then nothing is done.
 */
export async function disownMail(
  token: string,
  origin: Origin,
  now = new Date(),
): Promise<{ outcome: "disowned" | "too_late" | BadLink["state"] }> {
  const link = await inspectNotMeLink(token);
  if (link.state !== "genuine") return { outcome: link.state };
  const { delivery } = link;
  const { registrationId, passwordResetId, addressChangeId, address } = delivery;
  const subject = subjectOf(delivery);
  return inTransaction(async (tx) => {
    let isDone = true;
    if (registrationId) isDone = await cancelRegistration(tx, registrationId, origin, now);
    else if (passwordResetId) isDone = await cancelReset(tx, passwordResetId, origin, now);
    else if (addressChangeId) isDone = await cancelChange(tx, addressChangeId, origin, now);
    else isDone = await disownPassword(tx, delivery, origin, now);
    if (!isDone) return { outcome: "too_late" };
    if (subject !== "password") await suppress(tx, address, subject, now);
    return { outcome: "disowned" };
  });
}

/** Lets the kind of mail through again that the same link had stopped. */
export async function allowMailsAgain(token: string): Promise<void> {
  const link = await inspectNotMeLink(token);
  if (link.state !== "genuine") return;
  const subject = subjectOf(link.delivery);
  if (subject !== "password") await liftSuppression(db, link.delivery.address, subject);
}
