import type { DeliveryTemplate } from "../../db";
import type { DeliveryStatus } from "../../email/delivery-status";

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
};

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
