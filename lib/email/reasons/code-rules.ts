import type { Reason } from "./reason-table";

/**
 * What an enhanced status code means where the text says nothing (RFC 3463, 4954, 7372, 7504,
 * 7505, 8616; and the codes of Exchange Online beyond x.7.50). A code that stands for more than
 * one thing has the reason that does the least.
 */
const byStatus: Record<string, Reason> = {
  "1.0": "unclear",
  "1.1": "no_such_mailbox",
  "1.2": "no_such_domain",
  "1.3": "no_such_mailbox",
  "1.6": "mailbox_closed",
  "1.7": "sender_dns_refused",
  "1.8": "sender_dns_refused",
  "1.10": "no_such_domain",
  "2.0": "unclear",
  "2.1": "mailbox_closed",
  "2.2": "mailbox_full",
  "2.3": "too_large",
  "2.4": "unclear",
  "2.121": "rate_limited",
  "2.122": "rate_limited",
  "3.4": "too_large",
  "5.3": "rate_limited",
  "7.2": "recipient_policy",
  "7.17": "mailbox_closed",
  "7.18": "mailbox_closed",
  "7.25": "sender_dns_refused",
  "7.27": "sender_dns_refused",
  "7.28": "rate_limited",
  "7.64": "relay_denied",
  "7.133": "recipient_policy",
  "7.124": "recipient_policy",
  "7.129": "recipient_policy",
};

/** The same for whole subjects and ranges of codes. */
const byRange: { subject: number; from: number; to: number; reason: Reason }[] = [
  { subject: 3, from: 0, to: 3, reason: "system_trouble" },
  { subject: 3, from: 5, to: 5, reason: "system_trouble" },
  { subject: 4, from: 0, to: 999, reason: "system_trouble" },
  { subject: 6, from: 0, to: 999, reason: "content_refused" },
  { subject: 7, from: 20, to: 26, reason: "authentication_refused" },
  { subject: 7, from: 57, to: 57, reason: "authentication_refused" },
  { subject: 7, from: 509, to: 509, reason: "authentication_refused" },
  { subject: 7, from: 515, to: 515, reason: "authentication_refused" },
  { subject: 7, from: 500, to: 799, reason: "reputation_refused" },
  { subject: 7, from: 0, to: 499, reason: "policy_refused" },
];

/** What three digits mean without any other word (RFC 5321, 7504). 550 and 554 mean anything. */
const byReplyCode: Record<number, Reason> = {
  521: "no_such_domain",
  552: "mailbox_full",
  556: "no_such_domain",
};

/** The reason that a status code alone gives; undefined for one that gives none. */
export function findReasonByStatus(status: string): Reason | undefined {
  const [, subject = "", detail = ""] = status.split(".");
  return (
    byStatus[`${subject}.${detail}`] ??
    byRange.find(
      (range) =>
        range.subject === Number(subject) &&
        range.from <= Number(detail) &&
        Number(detail) <= range.to,
    )?.reason
  );
}

/** The reason that three digits alone give; undefined where they give none. */
export function findReasonByReplyCode(replyCode: number): Reason | undefined {
  return byReplyCode[replyCode] ?? (replyCode < 500 ? "system_trouble" : undefined);
}
