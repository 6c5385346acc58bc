import type { DeliveryEvent } from "@/inngest/events";
import type { Delivery, DeliveryTemplate } from "../db";

/** What an email or a text is about, as far as its event has to say it. */
export type EventSubject = Pick<
  Delivery,
  | "id"
  | "template"
  | "registrationId"
  | "passwordResetId"
  | "addressChangeId"
  | "auditEventId"
  | "phoneCodeId"
>;

/**
 * The event that asks for an email or a text once more, made again from what it is about; null
 * for one about nothing.
 */
export function toDeliveryEvent(mail: EventSubject, now: Date): DeliveryEvent | null {
  const { template } = mail;
  const { registrationId, passwordResetId, addressChangeId, auditEventId, phoneCodeId } = mail;
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
  if (phoneCodeId) return { name: "account/phone-code-requested", data: { ...again, phoneCodeId } };
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
