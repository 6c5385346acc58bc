import type { Reason } from "./reason-table";

/** SES's own words for what happened ("Contents of event data that Amazon SES publishes"). */
export type SesWords = {
  ses?:
    | {
        bounceType?: string | undefined;
        bounceSubType?: string | undefined;
        complaintSubType?: string | undefined;
        complaintFeedbackType?: string | undefined;
        delayType?: string | undefined;
        /** A complaint, and no bounce. */
        isComplaint?: boolean;
        /** SES goes on trying. */
        isDelay?: boolean;
        isReject?: boolean;
      }
    | undefined;
};

/** SES did not try to send at all: these outweigh every text. */
const LISTS = new Set([
  /** The list of our account. */
  "OnAccountSuppressionList",
  "OnTenantSuppressionList",
  /** The list of addresses that bounced for any of SES's customers. */
  "Suppressed",
  "EmailValidationSuppressed",
  "UnsubscribedRecipient",
]);

/** Subtypes of bounces, where the server's words say nothing ("Bounce types"). */
const SUBTYPES: Record<string, Reason> = {
  NoEmail: "no_such_mailbox",
  MailboxFull: "mailbox_full",
  MessageTooLarge: "too_large",
  ContentRejected: "content_refused",
  AttachmentRejected: "content_refused",
  CustomTimeoutExceeded: "system_trouble",
};

/** Types of delays, in which SES goes on trying. */
const DELAYS: Record<string, Reason> = {
  MailboxFull: "mailbox_full",
  SpamDetected: "content_refused",
  IPFailure: "blocklisted",
  BYOIPHostNameLookupUnavailable: "sender_dns_refused",
};

/**
 * Reports that are no reader's "this is spam": an email taken out of the spam folder, a report
 * about authentication, and one about a virus (RFC 5965, 7.3; RFC 6591).
 */
const NO_COMPLAINTS = new Set(["not-spam", "auth-failure", "virus"]);

/**
 * What SES's own words say. They are certain where SES decided itself; else the server's words
 * come first.
 */
export function findReasonBySesWords({
  ses,
}: SesWords): { reason: Reason; isCertain: boolean } | undefined {
  if (!ses) return undefined;
  const { bounceSubType = "", complaintSubType = "", complaintFeedbackType = "" } = ses;
  if (LISTS.has(bounceSubType) || LISTS.has(complaintSubType))
    return { reason: "bounced_before", isCertain: true };
  if (ses.isReject) return { reason: "content_stopped", isCertain: true };
  if (ses.isComplaint)
    return {
      reason: NO_COMPLAINTS.has(complaintFeedbackType) ? "no_complaint" : "complained",
      isCertain: true,
    };
  const reason = ses.delayType ? DELAYS[ses.delayType] : SUBTYPES[bounceSubType];
  return reason && { reason, isCertain: ses.delayType !== undefined };
}
