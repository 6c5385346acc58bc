import type { EmailEvent } from "@/inngest/events";
import type { Delivery, DeliveryTemplate } from "../db";

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
  return {
    name: NOTICES[template] ?? "account/password-changed",
    data: { ...again, auditEventId },
  };
}

/** The events of what an owner is told, but for a changed password. */
const NOTICES: Partial<
  Record<DeliveryTemplate, "account/deletion-requested" | "account/second-factor-changed">
> = {
  account_deletion: "account/deletion-requested",
  second_factor_changed: "account/second-factor-changed",
  factor_removal: "account/second-factor-changed",
};
