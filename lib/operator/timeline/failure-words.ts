import type { FailureCode } from "../../email/failures";
import type { FeedbackCode } from "../../email/ses-events/feedback-codes";

/** Why an email did not arrive, as the end of a sentence: "it came back: …". */
const words: Record<FailureCode | FeedbackCode, string> = {
  throttled: "we send faster than the mail service allows",
  quota_used_up: "the day’s quota of the mail service is spent",
  asked_to_wait: "the server asked to come back later",
  unavailable: "the mail service could not be reached",
  credentials: "the mail service does not accept our keys",
  unanswered: "the mail service’s answer never came",
  recipient_unknown: "the server knows no such address",
  rejected: "the mail service refused this mail",
  sender_not_verified: "our own address is not verified at the mail service",
  sandbox: "our account at SES is still in the sandbox",
  account_paused: "Amazon paused our sending",
  configuration: "the configuration set at SES is missing or off",
  gave_up: "all attempts are used up",
  suppressed: "its reader pressed “this was not me”",
  suppressed_bounce: "an earlier mail to the address came back for good",
  suppressed_complaint: "an earlier mail to the address was called spam",
  suppressed_by_operator: "an operator stopped every mail to the address",
  held_back: "emails to addresses without an account are held back right now",
  bounced: "the mailbox’s provider does not take it",
  bounced_before: "the address is on SES’s list of those that bounced before",
  no_such_mailbox: "the mailbox does not exist",
  came_back: "the mailbox’s provider did not take it this time",
  content_refused: "the mailbox’s provider took it for unwanted mail",
  mailbox_full: "the mailbox is full",
  too_large: "the mailbox’s provider found it too large",
  complained: "its reader called it spam",
  content_stopped: "SES stopped it because of what is in it",
};

/** The reason behind a delivery's or an attempt's code; null where none is known. */
export function failureWords(code: string | null): string | null {
  return code && (words[code as keyof typeof words] ?? code.replaceAll("_", " "));
}
