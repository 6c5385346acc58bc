import type { DeliveryChannel, DeliveryTemplate } from "../../db";
import type { DeliveryStatus } from "../../email/delivery-status";
import { maskNumber } from "../../phone/phone-number";

/** What each email is, in an operator's words. */
export const templateWords: Record<DeliveryTemplate, string> = {
  confirm_email: "Confirm your email",
  already_registered: "You already have an account",
  reset_password: "Reset your password",
  no_account: "No account found",
  password_changed: "Password changed",
  second_factor_changed: "Two-step verification changed",
  confirm_new_address: "Confirm your new email",
  address_change_notice: "Email change requested",
  address_changed: "Email changed",
  account_deletion: "Account deletion scheduled",
  factor_removal: "Turning off two-step verification",
  sms_code: "Text message with a code",
};

/** How it goes out, in an operator's words. */
export const channelWords: Record<DeliveryChannel, string> = {
  email: "Email",
  text: "Text message",
};

/** Where it goes, as operators see it: of a number no more than its owner needs to know it. */
export function shownAddress(delivery: { channel: DeliveryChannel; address: string }): string {
  return delivery.channel === "text" ? maskNumber(delivery.address) : delivery.address;
}

/** How far an email has come, in an operator's words. */
export const statusWords: Record<DeliveryStatus, string> = {
  queued: "Queued",
  sending: "Sending",
  deferred: "Retrying",
  unknown: "Unknown",
  sent: "Sent",
  delayed: "Delayed",
  delivered: "Delivered",
  bounced: "Bounced",
  complained: "Complaint",
  failed: "Failed",
  cancelled: "Cancelled",
};
