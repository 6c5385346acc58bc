import type { KnownFailure } from "../known-failure";

/**
 * What follows for the address from a reason:
 * - suppress: no email for so many days, twice as many each time; then the next email is a try
 * - retry: it passes by itself
 * - alarm: our fault. The address is left alone. The email is a dead letter until its provider
 *   accepts our emails again (`lib/email/provider-holds/`) or an operator replays it
 * - stop: its reader wants no email. Until an operator lifts it
 * - none: nothing
 */
export type Consequence =
  | { kind: "suppress"; days: number }
  | { kind: "retry" }
  | { kind: "alarm" }
  | { kind: "stop" }
  | { kind: "none" };

type KnownReason = KnownFailure & { consequence: Consequence };

const GONE = {
  consequence: { kind: "suppress", days: 30 },
  kind: "never",
  operator:
    "No action: the person can fix the address. It gets no email for 30 days, then one as a try, then twice as long. Lift the suppression if the mailbox exists again.",
  isAddressDoubtful: true,
  isRetryFutile: true,
} as const;

const PASSES = {
  consequence: { kind: "retry" },
  operator: "No action: it passes by itself.",
  isAddressDoubtful: true,
} as const;

const OUR_FAULT = {
  consequence: { kind: "alarm" },
  kind: "never",
  person: "refusedByProvider",
} as const;

const UNCLEAR = {
  consequence: { kind: "suppress", days: 1 },
  kind: "never",
  person: "bouncedForGood",
  isAddressDoubtful: true,
} as const;

const replay =
  "Emails that waited for the provider then go out by themselves. Replay the others (npm run operator).";

/**
 * Why mail servers do not take an email, and what follows from it. The one table of that
 * decision: `docs/operations/failures.md` shows it. The reasons are failure codes as well.
 */
export const reasonTable = {
  no_such_mailbox: { ...GONE, cause: "the mailbox doesn’t exist", person: "noSuchMailbox" },
  mailbox_closed: {
    ...GONE,
    cause: "the mailbox is closed",
    person: "mailboxClosed",
  },
  no_such_domain: {
    ...GONE,
    cause: "the address’s domain doesn’t exist or accepts no email",
    person: "noSuchDomain",
  },

  mailbox_full: {
    ...PASSES,
    kind: "at_a_time",
    fromWait: 7,
    cause: "the mailbox is full",
    person: "mailboxFull",
  },
  rate_limited: {
    ...PASSES,
    kind: "at_a_time",
    fromWait: 3,
    cause: "the mailbox or its provider is getting too many emails",
    person: "bouncedForNow",
    operator:
      "No action if rare. If one provider says so often, send more slowly (SES_MAX_SEND_RATE).",
  },
  greylisted: {
    ...PASSES,
    kind: "at_a_time",
    fromWait: 3,
    cause: "the server accepts a new sender’s emails only at the second try",
    person: "bouncedForNow",
  },
  system_trouble: {
    ...PASSES,
    kind: "soon",
    cause: "the mailbox provider has a technical problem",
    person: "bouncedForNow",
    operator: "No action. If it lasts, check that provider’s status page.",
  },

  authentication_refused: {
    ...OUR_FAULT,
    cause: "our email is refused: SPF, DKIM or DMARC does not pass",
    operator: `Fix the DNS records of MAIL_FROM's domain: DKIM (SES, “Identities”), SPF of the MAIL FROM domain, DMARC. ${replay}`,
  },
  reputation_refused: {
    ...OUR_FAULT,
    cause: "our email is refused: the provider considers our reputation poor",
    operator: `See the provider’s words and its postmaster page. Look at bounces and complaints; with shared IP addresses, ask AWS. ${replay}`,
  },
  blocklisted: {
    ...OUR_FAULT,
    cause: "our email is refused: our IP address or domain is on a blocklist",
    operator: `Ask the list that the provider names to take us off; for an IP address of SES, open a case at AWS. ${replay}`,
  },
  sender_dns_refused: {
    ...OUR_FAULT,
    cause: "our email is refused: the DNS of our domain or server is wrong",
    operator: `Fix the records that the provider names: MX and A of MAIL_FROM's domain, or the server's PTR and HELO name. ${replay}`,
  },
  content_refused: {
    ...OUR_FAULT,
    cause: "our email is refused: the provider treats it as spam or malware",
    operator: `Look at the email and its links (npm run emails), and whether APP_URL's domain is on a list. ${replay}`,
  },
  too_large: {
    ...OUR_FAULT,
    cause: "our email is refused: it is too large",
    operator: `Make the email smaller. ${replay}`,
  },
  policy_refused: {
    ...OUR_FAULT,
    cause: "our email is refused: the provider’s policy forbids it",
    operator: `See the provider’s words in the email's history and its postmaster page. ${replay}`,
  },

  content_stopped: {
    ...OUR_FAULT,
    cause: "SES blocked it because of its content",
    person: "contentStopped",
    operator: `SES found malware, or could not read the email. Look at it (npm run emails). Then replay what failed of this (npm run operator).`,
  },

  relay_denied: {
    ...UNCLEAR,
    cause: "the server doesn’t accept email for this domain",
    operator:
      "No action: the domain’s owner has to fix its MX record or server. If every email fails of it, SMTP_URL names a server that does not know us.",
  },
  recipient_policy: {
    ...UNCLEAR,
    cause: "the recipient or their organization doesn’t accept our emails",
    operator: "No action: only the recipient can allow our address.",
  },
  unclear: {
    ...UNCLEAR,
    cause: "the mailbox provider rejected it without saying why",
    operator: "See the provider’s words in the email's history.",
  },

  bounced_before: {
    consequence: { kind: "none" },
    cause: "the address is on SES’s list of earlier bounces",
    person: "bouncedBefore",
    operator:
      "No action: it is taken off the account’s list when the next email goes to it. Lift the suppression to do so now.",
    isAddressDoubtful: true,
  },
  complained: {
    consequence: { kind: "stop" },
    cause: "the recipient marked it as spam",
    person: "markedAsSpam",
    operator: "Write to them another way before you lift the suppression.",
    isAddressDoubtful: true,
  },
  no_complaint: {
    consequence: { kind: "none" },
    cause: "a report that isn’t a complaint",
    person: "delivered",
  },

  // What nobody has seen yet: kept, and told to the operator.
  bounced: {
    consequence: { kind: "none" },
    kind: "never",
    cause: "the mailbox provider rejected it, in words we don’t know",
    person: "bouncedForGood",
    operator:
      "See the provider’s words in the email's history, and add them to lib/email/reasons/reply-rules.ts.",
    isAddressDoubtful: true,
  },
  came_back: {
    consequence: { kind: "retry" },
    kind: "soon",
    cause: "temporarily rejected by the mailbox provider",
    person: "bouncedForNow",
    operator: "No action: it may pass by itself.",
    isAddressDoubtful: true,
  },
} satisfies Record<string, KnownReason>;

export type Reason = keyof typeof reasonTable;

/** What follows from a reason. */
export function getConsequence(reason: Reason): Consequence {
  return reasonTable[reason].consequence;
}

const findReasons = (...kinds: Consequence["kind"][]) =>
  (Object.keys(reasonTable) as Reason[]).filter((reason) =>
    kinds.includes(getConsequence(reason).kind),
  );

/** Reasons that are our own fault: nobody's mailbox bounced. */
export const OUR_FAULTS = findReasons("alarm");

/** Reasons that say nothing of the mailbox, so that they are no bounce of ours at SES. */
export const NO_BOUNCES: Reason[] = [...OUR_FAULTS, "bounced_before"];
