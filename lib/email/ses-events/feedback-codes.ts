import type { FailureCode } from "../failures";

// Subtypes as SES documents them ("Bounce types"). What is not listed is an ordinary bounce.

const PERMANENT: Readonly<Record<string, FailureCode>> = {
  NoEmail: "no_such_mailbox",
  /** SES's own list of addresses that bounced, for any of its customers. */
  Suppressed: "bounced_before",
  /** The list of our account at SES. */
  OnAccountSuppressionList: "bounced_before",
};

const TRANSIENT: Readonly<Record<string, FailureCode>> = {
  MailboxFull: "mailbox_full",
  MessageTooLarge: "too_large",
  ContentRejected: "content_refused",
  AttachmentRejected: "content_refused",
};

/** The code of a bounce that will come again each time. */
export function hardBounceCode(subType: string): FailureCode {
  return PERMANENT[subType] ?? "bounced";
}

/** The code of a bounce whose reason can pass. */
export function softBounceCode(subType: string): FailureCode {
  return TRANSIENT[subType] ?? "came_back";
}
