/**
 * When an email that was not taken is tried again: soon, by the schedule of
 * `retry-wait.ts`; at a time, later in that schedule, because sooner is pointless; never,
 * because nothing changes by itself; unknown, because it may have been taken, so that
 * another try may be a second email.
 */
export type FailureKind = "soon" | "at_a_time" | "never" | "unknown";

export type KnownFailure = {
  kind: FailureKind;
  /** For "at_a_time": the place in the schedule of waits from which it is tried again. */
  fromWait?: number;
  /** What the person waiting for the email reads. */
  person: string;
  /** What to do about it, for whoever runs the app. */
  operator: string;
};

const NOT_NOW =
  "The mail service takes no mail right now. We keep trying; you need not do anything.";

const OUR_FAULT =
  "We could not send the mail. This is our fault, not yours; please try “Resend email” later.";

/** Everything that handing an email over can fail of. README.md shows the same table. */
export const failureTable = {
  throttled: {
    kind: "soon",
    person: NOT_NOW,
    operator:
      "Nothing, when it is rare. Else set SES_MAX_SEND_RATE to the rate your account has, or ask for a higher one.",
  },
  quota_used_up: {
    kind: "at_a_time",
    fromWait: 7,
    person: NOT_NOW,
    operator:
      "The day's quota is spent. AWS console, SES, “Account dashboard”: ask for a higher “Daily sending quota” (“Request a limit increase”).",
  },
  asked_to_wait: {
    kind: "at_a_time",
    fromWait: 3,
    person: NOT_NOW,
    operator: "Nothing: the server asked to come back later, as greylisting does.",
  },
  unavailable: {
    kind: "soon",
    person: NOT_NOW,
    operator:
      "If it lasts, look at the provider's status page, at SMTP_URL or AWS_REGION, and at the detail of the attempt.",
  },
  credentials: {
    kind: "soon",
    person: NOT_NOW,
    operator:
      "Mend the keys (AWS_ACCESS_KEY_ID and its secret, or the role, with ses:SendRawEmail; or those in SMTP_URL) and the machine's clock. What waits goes out with the next deployment.",
  },
  unanswered: {
    kind: "unknown",
    person:
      "We do not know yet whether the mail went out. Please look into your inbox; if need be we send the same link and code again.",
    operator: "Nothing. If it is frequent, look at the network between the app and the provider.",
  },
  recipient_unknown: {
    kind: "never",
    person: "The mail server knows no such address. Please check that it is right.",
    operator: "Nothing: the person can correct the address.",
  },
  rejected: {
    kind: "never",
    person: "The mail service refused this address. Please check that it is right.",
    operator:
      "Read the provider's words in the detail of the attempt: an address it finds malformed, a message it takes for spam or malware, or one too large.",
  },
  sender_not_verified: {
    kind: "never",
    person: OUR_FAULT,
    operator:
      "AWS console, SES, “Identities”, in the region of AWS_REGION: verify the domain or the address of MAIL_FROM (and the MX record of a custom MAIL FROM domain). With SMTP: the account may not send as MAIL_FROM. Then replay what failed (npm run operator).",
  },
  sandbox: {
    kind: "never",
    person: OUR_FAULT,
    operator:
      "The account is in the SES sandbox, which mails verified addresses only. AWS console, SES, “Account dashboard”: “Request production access”; until then, verify the recipient under “Identities”. Then replay what failed (npm run operator).",
  },
  account_paused: {
    kind: "never",
    person: OUR_FAULT,
    operator:
      "Amazon paused sending. AWS console, SES, “Account dashboard”: read why under “Reputation metrics” and answer the case in the Support Center. Then replay what failed (npm run operator).",
  },
  configuration: {
    kind: "never",
    person: OUR_FAULT,
    operator:
      "AWS console, SES, “Configuration sets”: SES_CONFIGURATION_SET names one that is missing in this region or whose sending is off. Then replay what failed (npm run operator).",
  },
} satisfies Record<string, KnownFailure>;
