/** Why an email came back or was stopped, as SES tells it. The waiting page has words for each. */
export type FeedbackCode =
  | "bounced"
  | "bounced_before"
  | "no_such_mailbox"
  | "came_back"
  | "content_refused"
  | "mailbox_full"
  | "too_large"
  | "complained"
  | "content_stopped";

// Subtypes as SES documents them ("Bounce types"). What is not listed is an ordinary bounce.

const PERMANENT: Readonly<Record<string, FeedbackCode>> = {
  NoEmail: "no_such_mailbox",
  /** SES's own list of addresses that bounced, for any of its customers. */
  Suppressed: "bounced_before",
  /** The list of our account at SES. */
  OnAccountSuppressionList: "bounced_before",
};

const TRANSIENT: Readonly<Record<string, FeedbackCode>> = {
  MailboxFull: "mailbox_full",
  MessageTooLarge: "too_large",
  ContentRejected: "content_refused",
  AttachmentRejected: "content_refused",
};

/** The code of a bounce that will come again each time. */
export function hardBounceCode(subType: string): FeedbackCode {
  return PERMANENT[subType] ?? "bounced";
}

/** The code of a bounce whose reason can pass. */
export function softBounceCode(subType: string): FeedbackCode {
  return TRANSIENT[subType] ?? "came_back";
}
