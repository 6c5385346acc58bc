import { type FailureCode, knownFailure } from "./failures";
import type { FeedbackCode } from "./feedback/feedback-codes";

/** Why a mail waits or did not come, and whether its address may be wrong or of no use. */
type Reason = { reason: string | null; isAddressDoubtful: boolean };

const TRY_ONCE_A_DAY = "If it is right, “Resend email” tries it anew, once a day.";
const TRY_LATER = "Please try “Resend email” later, or use another address.";

/** What the provider tells, and what we decided by it, as the person waiting reads it. */
const REASONS: Partial<Record<FailureCode | FeedbackCode, string>> = {
  no_such_mailbox: `The mail came back: this mailbox does not exist. Please correct the address below. ${TRY_ONCE_A_DAY}`,
  bounced: `The mail came back: the mailbox’s provider will not take it. Please correct the address below. ${TRY_ONCE_A_DAY}`,
  bounced_before: `The mail service did not deliver it, because earlier mails to this address came back. Please correct the address below. ${TRY_ONCE_A_DAY}`,
  suppressed_bounce: `An earlier mail to this address came back, so we sent none. Please correct the address below. ${TRY_ONCE_A_DAY}`,
  mailbox_full: `The mail came back: the mailbox is full. ${TRY_LATER}`,
  came_back: `The mail came back: the mailbox’s provider did not take it this time. ${TRY_LATER}`,
  too_large: `The mail came back: the mailbox’s provider found it too large. ${TRY_LATER}`,
  content_refused: `The mail came back: the mailbox’s provider took it for unwanted mail. ${TRY_LATER}`,
  complained:
    "Whoever reads mail at this address marked ours as spam, so we send no more there. Please use another address, or ask whoever runs this site to allow mails to it again.",
  suppressed_complaint:
    "Whoever reads mail at this address marked an earlier one of ours as spam, so we sent none. Please use another address, or ask whoever runs this site to allow mails to it again.",
  suppressed_by_operator:
    "Whoever runs this site has stopped mails to this address, so we sent none. Please use another address, or write to them.",
  suppressed:
    "Whoever reads mail at this address asked us to send no such mails for 30 days. If that was you, open “This was not me” in our last mail once more: there you can allow them again.",
  content_stopped:
    "The mail service stopped our mail. This is our fault, not yours; please try “Resend email” later.",
  gave_up: "The mail service did not take our mail for over an hour. Please try “Resend email”.",
};

const DOUBTFUL: ReadonlySet<string> = new Set<FailureCode | FeedbackCode>([
  "no_such_mailbox",
  "bounced",
  "bounced_before",
  "suppressed_bounce",
  "mailbox_full",
  "came_back",
  "too_large",
  "content_refused",
  "complained",
  "suppressed_complaint",
  "recipient_unknown",
  "rejected",
]);

/** The reason behind a delivery's failure code, in words for the person who waits. */
export function reasonOf(failureCode: string | null): Reason {
  const code = failureCode as FailureCode | null;
  return {
    reason: code && (REASONS[code] ?? knownFailure(code)?.person ?? null),
    isAddressDoubtful: code !== null && DOUBTFUL.has(code),
  };
}
