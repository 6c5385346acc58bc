import type { EmailEvent } from "@/inngest/events";
import type { Delivery } from "../db";

/** What an email is about, as far as its event has to say it. */
export type EventSubject = Pick<
  Delivery,
  "id" | "template" | "registrationId" | "passwordResetId" | "addressChangeId" | "auditEventId"
>;

/**
 * The event that asks for an email once more, made again from what the email is about; null for
 * one about nothing.
 */
export function toEmailEvent(mail: EventSubject, now: Date): EmailEvent | null {
  const { template } = mail;
  const { registrationId, passwordResetId, addressChangeId, auditEventId } = mail;
  const again = { deliveryId: mail.id, republishedAt: now.toISOString() };
  if (registrationId)
    return { name: "account/confirmation-requested", data: { ...again, registrationId } };
  if (passwordResetId)
    return { name: "account/password-reset-requested", data: { ...again, passwordResetId } };
  if (addressChangeId) {
    const isDone = template === "address_changed";
    const name = isDone ? "account/address-changed" : "account/address-change-requested";
    return { name, data: { ...again, addressChangeId } };
  }
  if (!auditEventId) return null;
  const isDeletion = template === "account_deletion";
  const name = isDeletion ? "account/deletion-requested" : "account/password-changed";
  return { name, data: { ...again, auditEventId } };
}
