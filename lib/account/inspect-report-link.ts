import "server-only";
import { after } from "../clock";
import { db, type Delivery } from "../db";
import { type EmailKind, emailKind, suppressedUntil } from "../email/suppressions";
import { type BadLink, inspectNotMeLink } from "../verification/inspect-link";
import { UNDO_LIFE_MS } from "../verification/lifetimes";
import { passwordEventsSince } from "./void-password";

/** What an email was about, as far as its reader may undo it. */
export type EmailSubject = EmailKind | "password" | "second_factor";

/**
 * What an email was about. News of one's own account stops for nobody; their reader may lock the
 * account instead.
 */
export function emailSubject(delivery: Delivery): EmailSubject {
  const { template } = delivery;
  const isOfFactors = template === "second_factor_changed" || template === "factor_removal";
  return emailKind(delivery) ?? (isOfFactors ? "second_factor" : "password");
}

/** The kind of email that its reader may stop; null for what locks the account instead. */
export function stoppedBy(subject: EmailSubject): EmailKind | null {
  return subject === "password" || subject === "second_factor" ? null : subject;
}

/**
 * How what an email was about has ended: by its reader's report, otherwise, in a way that cannot be
 * cancelled any more ("too_late"), or not yet.
 */
export type EmailEnd = "reported" | "otherwise" | "too_late" | null;

async function endOf({ id }: Delivery, now: Date): Promise<EmailEnd> {
  const used = { verifications: { where: { usedAt: { not: null } }, take: 1 } };
  const { registration, passwordReset, addressChange, auditEvent } =
    await db.delivery.findUniqueOrThrow({
      where: { id },
      include: {
        registration: true,
        passwordReset: { include: used },
        addressChange: true,
        auditEvent: true,
      },
    });
  // Nothing else cancels a request for a new password.
  if (passwordReset?.cancelledAt) return "reported";
  if (passwordReset) return passwordReset.verifications.length > 0 ? "too_late" : null;
  const asked = registration ?? addressChange;
  if (asked?.confirmedAt) return "too_late";
  if (asked) {
    if (!asked.cancelledAt) return null;
    return asked.cancelReason === "reported" ? "reported" : "otherwise";
  }
  if (!auditEvent?.userId) return null;
  const since = await passwordEventsSince(db, auditEvent);
  if (since.includes("password_disowned")) return "reported";
  return since.length > 0 || auditEvent.createdAt < after(now, -UNDO_LIFE_MS) ? "too_late" : null;
}

/**
 * A "this was not me" link, looked up: which email it came in, how what that was about has
 * ended, and until when such emails are stopped.
 */
export async function inspectReportLink(
  token: string,
  now = new Date(),
): Promise<
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
  const kind = stoppedBy(subject);
  const stoppedUntil = kind && (await suppressedUntil(address, kind));
  const about = { deliveryId, subject, address, sentAt, end: await endOf(delivery, now) };
  return { outcome: "genuine", ...about, stoppedUntil };
}
