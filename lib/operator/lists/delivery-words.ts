import type { DeliveryTemplate } from "../../db";
import type { DeliveryStatus } from "../../email/delivery-status";

/** What each email is, in an operator's words. */
export const templateWords: Record<DeliveryTemplate, string> = {
  confirm_email: "Confirm your address",
  already_registered: "You already have an account",
  reset_password: "Choose a new password",
  no_account: "There is no account",
  password_changed: "Your password was changed",
  confirm_new_address: "Confirm your new address",
  address_change_notice: "Your address is to change",
  address_changed: "Your address was changed",
  account_deletion: "Your account is to be erased",
};

/** How far an email has come, in an operator's words. */
export const statusWords: Record<DeliveryStatus, string> = {
  queued: "Waiting",
  sending: "Being sent",
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
