import type { KnownFailure } from "./known-failure";
import { reasonTable } from "./reasons/reason-table";

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

/** Everything that an email can fail of, by its code. docs/operations/failures.md shows a part. */
export const failureTable = {
  throttled: {
    kind: "soon",
    cause: "we send faster than the mail service allows",
    person: "keepTrying",
    operator:
      "Nothing, when it is rare. Else set SES_MAX_SEND_RATE to the rate your account has, or ask for a higher one.",
  },
  quota_used_up: {
    kind: "at_a_time",
    fromWait: 7,
    cause: "the day’s quota of the mail service is spent",
    person: "keepTrying",
    operator:
      "The day's quota is spent. AWS console, SES, “Account dashboard”: ask for a higher “Daily sending quota” (“Request a limit increase”).",
  },
  asked_to_wait: {
    kind: "at_a_time",
    fromWait: 3,
    cause: "the server asked to come back later",
    person: "keepTrying",
    operator: "Nothing: the server asked to come back later, as greylisting does.",
  },
  unavailable: {
    kind: "soon",
    cause: "the mail service could not be reached",
    person: "keepTrying",
    operator:
      "If it lasts, look at the provider's status page, at SMTP_URL or AWS_REGION, and at the detail of the attempt.",
  },
  credentials: {
    kind: "soon",
    cause: "the mail service does not accept our keys",
    person: "keepTrying",
    operator:
      "Mend the keys (AWS_ACCESS_KEY_ID and its secret, or the role, with ses:SendRawEmail; or those in SMTP_URL) and the machine's clock. What waits goes out with the next deployment.",
  },
  unanswered: {
    kind: "unknown",
    cause: "the mail service’s answer never came",
    person: "perhapsSent",
    operator: "Nothing. If it is frequent, look at the network between the app and the provider.",
  },
  rejected: {
    kind: "never",
    cause: "the mail service refused this mail",
    person: "addressRefused",
    operator:
      "Read the provider's words in the detail of the attempt: an address it finds malformed, a message it takes for spam or malware, or one too large.",
    isAddressDoubtful: true,
  },
  sender_not_verified: {
    kind: "never",
    cause: "our own address is not verified at the mail service",
    person: "ourFault",
    operator:
      "AWS console, SES, “Identities”, in the region of AWS_REGION: verify the domain or the address of MAIL_FROM (and the MX record of a custom MAIL FROM domain). With SMTP: the account may not send as MAIL_FROM. Then replay what failed (npm run operator).",
  },
  sandbox: {
    kind: "never",
    cause: "our account at SES is still in the sandbox",
    person: "ourFault",
    operator:
      "The account is in the SES sandbox, which mails verified addresses only. AWS console, SES, “Account dashboard”: “Request production access”; until then, verify the recipient under “Identities”. Then replay what failed (npm run operator).",
  },
  account_paused: {
    kind: "never",
    cause: "Amazon paused our sending",
    person: "ourFault",
    operator:
      "Amazon paused sending. AWS console, SES, “Account dashboard”: read why under “Reputation metrics” and answer the case in the Support Center. Then replay what failed (npm run operator).",
  },
  configuration: {
    kind: "never",
    cause: "the configuration set at SES is missing or off",
    person: "ourFault",
    operator:
      "AWS console, SES, “Configuration sets”: SES_CONFIGURATION_SET names one that is missing in this region or whose sending is off. Then replay what failed (npm run operator).",
  },

  // What we decided ourselves: `gave_up` after all attempts, the others without trying.
  gave_up: {
    label: "All attempts are used up",
    cause: "all attempts are used up",
    person: "gaveUp",
    operator:
      "Look at the newest attempt in the person’s history for what it failed of, mend that, then send these once more.",
  },
  suppressed: {
    label: "Stopped by its reader",
    cause: "its reader pressed “this was not me”",
    person: "stoppedByReader",
    operator:
      "Whoever reads mail there pressed “this was not me” and wants no such mails for 30 days. Nothing, unless they tell you otherwise: then lift the suppression first.",
  },
  suppressed_bounce: {
    label: "Suppressed after a bounce",
    cause: "an earlier mail to the address came back for good",
    person: "bouncedEarlier",
    operator:
      "An earlier mail to the address came back for good. Once the mailbox exists, lift the suppression, then send the mail once more.",
    isAddressDoubtful: true,
  },
  suppressed_complaint: {
    label: "Suppressed after a complaint",
    cause: "an earlier mail to the address was called spam",
    person: "markedAsSpamEarlier",
    operator:
      "Whoever reads mail there called one of ours spam. Write to them another way before you lift the suppression.",
    isAddressDoubtful: true,
  },
  suppressed_by_operator: {
    label: "Suppressed by an operator",
    cause: "an operator stopped every mail to the address",
    person: "stoppedByAdministrator",
    operator: "The audit trail says who stopped mails to the address, and why.",
  },
  held_back: {
    cause: "emails to addresses without an account are held back right now",
  },

  // Why mail servers, and SES after it took the email, did not take it.
  ...reasonTable,
} satisfies Record<string, KnownFailure>;
