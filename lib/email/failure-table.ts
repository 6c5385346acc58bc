import type { KnownFailure } from "./known-failure";
import { reasonTable } from "./reasons/reason-table";
import { textFailures } from "./text-failures";

export type { EmailText, FailureKind, KnownFailure } from "./known-failure";

/**
 * What a person can do on the page where they read of a failure, in their language. The texts
 * have these names as placeholders.
 */
export type WayOut = {
  /** The address may be wrong. */
  address: string;
  /** Its owner, or time, may help. */
  later: string;
  /** Only time helps. As `later`, where it is left out. */
  again?: string;
  /** Nothing of ours goes to the address. As `address`, where it is left out. */
  otherAddress?: string;
};

/** Everything that an email or a text message can fail of, by its code. docs/operations/failures.md shows a part. */
export const failureTable = {
  throttled: {
    kind: "soon",
    cause: "we’re sending faster than the provider allows",
    person: "keepTrying",
    operator:
      "No action if rare. Otherwise set SES_MAX_SEND_RATE to your account’s rate, or request a higher one.",
  },
  quota_used_up: {
    kind: "at_a_time",
    fromWait: 7,
    cause: "the daily sending quota is used up",
    person: "keepTrying",
    operator:
      "Daily quota used up. AWS console > SES > Account dashboard: request a higher “Daily sending quota” (“Request a limit increase”).",
  },
  asked_to_wait: {
    kind: "at_a_time",
    fromWait: 3,
    cause: "the server asked us to retry later",
    person: "keepTrying",
    operator: "No action: the server asked us to retry later (greylisting).",
  },
  unavailable: {
    kind: "soon",
    cause: "the email provider couldn’t be reached",
    person: "keepTrying",
    operator:
      "If it lasts, check the provider’s status page, SMTP_URL or AWS_REGION, and the attempt’s details.",
  },
  credentials: {
    kind: "soon",
    cause: "the provider rejected our credentials",
    person: "keepTrying",
    operator:
      "Fix the credentials (AWS_ACCESS_KEY_ID and its secret, or the role, with ses:SendRawEmail; or those in SMTP_URL) and check the system clock. Waiting emails go out after the next deployment.",
  },
  unanswered: {
    kind: "unknown",
    cause: "the provider never responded",
    person: "perhapsSent",
    operator: "No action. If frequent, check the network between the app and the provider.",
  },
  rejected: {
    kind: "never",
    cause: "the provider rejected the email",
    person: "addressRefused",
    operator:
      "See the attempt’s details: malformed address, flagged as spam or malware, or too large.",
    isAddressDoubtful: true,
    isRetryFutile: true,
  },
  sender_not_verified: {
    kind: "never",
    cause: "our sender address isn’t verified with the provider",
    person: "ourFault",
    operator:
      "AWS console > SES > Identities, in the region of AWS_REGION: verify the domain or the address of MAIL_FROM (and the MX record of a custom MAIL FROM domain). With SMTP: allow the account to send as MAIL_FROM. Then retry the failed emails.",
  },
  sandbox: {
    kind: "never",
    cause: "our SES account is still in the sandbox",
    person: "ourFault",
    operator:
      "The account is in the SES sandbox, which sends to verified addresses only. AWS console > SES > Account dashboard: “Request production access”. Until then, verify the recipient under Identities. Then retry the failed emails.",
  },
  account_paused: {
    kind: "never",
    cause: "Amazon paused our sending",
    person: "ourFault",
    operator:
      "Amazon paused sending. AWS console > SES > Account dashboard: see why under “Reputation metrics” and answer the case in the Support Center. Then retry the failed emails.",
  },
  configuration: {
    kind: "never",
    cause: "the SES configuration set is missing or disabled",
    person: "ourFault",
    operator:
      "AWS console > SES > Configuration sets: SES_CONFIGURATION_SET is missing in this region, or its sending is off. Then retry the failed emails.",
  },

  // What we decided ourselves: `gave_up` after all attempts, the others without trying.
  gave_up: {
    label: "No attempts left",
    cause: "no attempts left",
    person: "gaveUp",
    operator: "Check the latest attempt in the person’s history, fix the cause, then retry.",
  },
  suppressed: {
    label: "Blocked by the recipient",
    cause: "the recipient clicked “This wasn’t me”",
    person: "stoppedByReader",
    operator:
      "The recipient clicked “This wasn’t me” (30-day block). No action unless they ask: then remove the suppression first.",
    isRetryFutile: true,
  },
  suppressed_bounce: {
    label: "Suppressed after a bounce",
    cause: "an earlier email hard-bounced",
    person: "bouncedEarlier",
    operator:
      "An earlier email hard-bounced. Once the mailbox exists, remove the suppression, then retry.",
    isAddressDoubtful: true,
    isRetryFutile: true,
  },
  suppressed_complaint: {
    label: "Suppressed after a complaint",
    cause: "an earlier email was marked as spam",
    person: "markedAsSpamEarlier",
    operator:
      "The recipient marked our email as spam. Contact them another way before you remove the suppression.",
    isAddressDoubtful: true,
    isRetryFutile: true,
  },
  suppressed_by_operator: {
    label: "Suppressed by an operator",
    cause: "an operator blocked this address",
    person: "stoppedByAdministrator",
    operator: "See the audit log for who blocked this address and why.",
    isRetryFutile: true,
  },
  waits_for_provider: {
    label: "Waiting for a mailbox provider",
    cause: "its mailbox provider is refusing our emails, so it waits",
    person: "waitsForProvider",
    operator:
      "Fix what the provider complains of: see “Our email is refused” on the overview. Emails go out by themselves once it accepts one again. Every 10 minutes one is tried.",
  },
  held_back: {
    cause: "emails to addresses without an account are on hold",
  },

  // Why mail servers, and SES after it took the email, did not take it.
  ...reasonTable,

  ...textFailures,
} satisfies Record<string, KnownFailure>;
