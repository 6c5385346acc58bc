import "server-only";
import { db, type Delivery } from "../db";
import { type EmailKind, emailKind, suppressedUntil } from "../email/suppressions";
import { type BadLink, inspectNotMeLink } from "../verification/inspect-link";

/** What an email was about, as far as its reader may undo it. */
export type EmailSubject = EmailKind | "password";

/** What an email was about; of one's own account a notice is about the password. */
export const emailSubject = (delivery: Delivery): EmailSubject => emailKind(delivery) ?? "password";

/** How what an email was about has ended: by its reader's report, otherwise, or not yet. */
export type EmailEnd = "reported" | "otherwise" | null;

async function endOf({ id }: Delivery): Promise<EmailEnd> {
  const { registration, passwordReset, addressChange, auditEvent } =
    await db.delivery.findUniqueOrThrow({
      where: { id },
      include: { registration: true, passwordReset: true, addressChange: true, auditEvent: true },
    });
  // Nothing else cancels a request for a new password.
  if (passwordReset) return passwordReset.cancelledAt ? "reported" : null;
  const cancelled = registration ?? addressChange;
  if (cancelled) {
    if (!cancelled.cancelledAt) return null;
    return cancelled.cancelReason === "reported" ? "reported" : "otherwise";
  }
  if (!auditEvent) return null;
  const { userId, createdAt } = auditEvent;
  const where = { userId, name: "password_disowned", createdAt: { gte: createdAt } };
  return (await db.auditEvent.count({ where })) > 0 ? "reported" : null;
}

/**
 * A "this was not me" link, looked up: which email it came in, how what that was about has
 * ended, and until when such emails are stopped.
 */
export async function inspectReportLink(token: string): Promise<
  | BadLink
  | {
      outcome: "genuine";
      deliveryId: string;
      subject: EmailSubject;
      address: string;
      sentAt: Date;
      end: EmailEnd;
      stoppedUntil: Date | null;
    }
> {
  const link = await inspectNotMeLink(token);
  if (link.outcome !== "genuine") return link;
  const { delivery } = link;
  const subject = emailSubject(delivery);
  const { id: deliveryId, address, createdAt: sentAt } = delivery;
  const stoppedUntil = subject === "password" ? null : await suppressedUntil(address, subject);
  const about = { deliveryId, subject, address, sentAt, end: await endOf(delivery) };
  return { outcome: "genuine", ...about, stoppedUntil };
}
