import "server-only";
import { after, SECOND, startStopwatch } from "../clock";
import { db, inTransaction } from "../db";
import { announce } from "../realtime/announce";
import { deliver, type DeliverOutcome } from "./deliver";
import type { EmailContent } from "./email-content";
import { metrics } from "../metrics/metrics";
import type { EmailKind } from "./suppressions";
import { withdrawDelivery } from "./withdraw-delivery";
import { emailChangeContent, goesToNewAddress } from "./content/email-change-content";
import { noticeContent } from "./content/notice-content";
import { passwordResetContent } from "./content/password-reset-content";
import { registrationContent } from "./content/registration-content";

const newest = { orderBy: { createdAt: "desc" }, take: 1 } as const;

/** An email with what it is about. */
function findDelivery(id: string) {
  return db.delivery.findUnique({
    where: { id },
    include: {
      registration: { include: { user: true, verifications: newest } },
      passwordReset: { include: { verifications: newest } },
      addressChange: { include: { verifications: true } },
      auditEvent: true,
    },
  });
}

type Found = NonNullable<Awaited<ReturnType<typeof findDelivery>>>;

async function letterFor(
  { registration, passwordReset, addressChange, auditEvent, ...delivery }: Found,
  now: Date,
): Promise<EmailContent | null> {
  if (registration) return registrationContent(delivery, registration, now);
  if (passwordReset) return passwordResetContent(delivery, passwordReset, now);
  if (addressChange) return emailChangeContent(delivery, addressChange, now);
  return auditEvent && noticeContent(delivery, auditEvent);
}

/**
 * What kind of email somebody may have stopped by "this was not me". Nobody stops word of
 * what happens to their own account: whoever had the mailbox for a minute would do so first.
 */
function scopeOf({ registrationId, passwordResetId, addressChangeId, template }: Found) {
  const scope: EmailKind | null = registrationId
    ? "registration"
    : passwordResetId
      ? "recovery"
      : addressChangeId && goesToNewAddress({ template })
        ? "address_change"
        : null;
  return scope;
}

/**
 * Ends an email that has lost its point: confirmed, cancelled or expired meanwhile. One that an
 * attempt may have sent before stays unknown, and nobody tries it again.
 */
async function cancelDelivery(deliveryId: string, now: Date): Promise<DeliverOutcome> {
  await inTransaction(async (tx) => {
    const [ended] = await withdrawDelivery(tx, { id: deliveryId });
    if (ended?.registrationId) await announce(tx, ended.registrationId);
    if (ended) return;
    await tx.delivery.updateMany({
      where: { id: deliveryId, status: { in: ["sending", "unknown"] }, dueAt: { lte: now } },
      data: { status: "unknown", dueAt: null },
    });
  });
  return { outcome: "cancelled" };
}

/**
 * Sends an email that was asked for. What it says and where it goes is decided now, by what is
 * true now: an address may have got an account, or a wish may have been taken back, since it
 * was asked.
 *
 * @param attempt 0 for the first of a run; each further one that fails waits longer
 */
export async function sendEmailDelivery(
  deliveryId: string,
  now = new Date(),
  attempt = 0,
): Promise<DeliverOutcome> {
  const elapsedMs = startStopwatch();
  const delivery = await findDelivery(deliveryId);
  if (!delivery) return { outcome: "not_found" };
  const letter = await letterFor(delivery, now);
  if (!letter) return cancelDelivery(deliveryId, now);
  const { template, to = delivery.address, render, isHeldBack = false } = letter;
  if (template !== delivery.template || to !== delivery.address)
    await db.delivery.update({
      where: { id: deliveryId },
      data: { template, address: to },
      select: { id: true },
    });
  const mail = { render, isHeldBack, scope: scopeOf(delivery) };
  const result = await deliver(deliveryId, mail, now, { attempt, elapsedMs });
  metrics.mails.inc({ template, outcome: result.outcome });
  if (result.outcome === "sent" && !delivery.sentAt)
    metrics.requestToSent.observe(
      { template },
      (after(now, elapsedMs()).getTime() - delivery.createdAt.getTime()) / SECOND,
    );
  return result;
}
