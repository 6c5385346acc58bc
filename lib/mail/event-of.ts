import type { MailEvent } from "@/inngest/events";
import type { Delivery } from "../db";

type Mail = Pick<
  Delivery,
  "id" | "template" | "registrationId" | "passwordResetId" | "addressChangeId" | "auditEventId"
>;

/** The event that asks for a mail, found again by what the mail is about; null for one about nothing. */
export function eventOf(mail: Mail): MailEvent | null {
  const { id: deliveryId, template } = mail;
  const { registrationId, passwordResetId, addressChangeId, auditEventId } = mail;
  if (registrationId)
    return { name: "account/confirmation-requested", data: { deliveryId, registrationId } };
  if (passwordResetId)
    return { name: "account/password-reset-requested", data: { deliveryId, passwordResetId } };
  if (addressChangeId) {
    const isDone = template === "address_changed";
    const name = isDone ? "account/address-changed" : "account/address-change-requested";
    return { name, data: { deliveryId, addressChangeId } };
  }
  if (!auditEventId) return null;
  const isDeletion = template === "account_deletion";
  const name = isDeletion ? "account/deletion-requested" : "account/password-changed";
  return { name, data: { deliveryId, auditEventId } };
}
