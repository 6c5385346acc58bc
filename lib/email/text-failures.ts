import type { FailureKind, KnownFailure } from "./known-failure";

/**
 * A code works for ten minutes: a text that waits for longer than this brings it too late. In
 * seconds.
 */
const LONGEST_WAIT = 20;

/** What a text message can fail of, by its code. They differ from an email's in what to do. */
export const textFailures = {
  text_throttled: {
    kind: "soon",
    longestWait: LONGEST_WAIT,
    label: "Text: throttled",
    cause: "we’re sending text messages faster than Amazon SNS allows",
    operator: "No action if rare. Otherwise set SMS_MAX_SEND_RATE to the rate of your numbers.",
  },
  text_unavailable: {
    kind: "soon",
    longestWait: LONGEST_WAIT,
    label: "Text: Amazon SNS unavailable",
    cause: "Amazon SNS couldn’t be reached",
    operator: "If it lasts, check AWS’s status page, AWS_REGION, and the attempt’s details.",
  },
  text_unanswered: {
    // SNS tells nobody what it took. A second text with the same code is better than none.
    kind: "soon",
    longestWait: LONGEST_WAIT,
    label: "Text: no answer",
    cause: "Amazon SNS never responded",
    operator: "No action. If frequent, check the network between the app and AWS.",
  },
  text_credentials: {
    kind: "soon",
    longestWait: LONGEST_WAIT,
    label: "Text: credentials rejected",
    cause: "Amazon SNS rejected our credentials",
    operator:
      "Give the role or the user of the app the rights sns:Publish and sns:CheckIfPhoneNumberIsOptedOut, and check the system clock.",
  },
  text_opted_out: {
    kind: "never",
    label: "Text: opted out",
    cause: "the phone opted out of text messages",
    operator:
      "The phone replied STOP. Its owner can reply START, or you can opt it in once in 30 days: AWS console > SNS > Text messaging > Opted-out phone numbers. They can use another factor meanwhile.",
    isRetryFutile: true,
  },
  text_number_refused: {
    kind: "never",
    label: "Text: number refused",
    cause: "Amazon SNS doesn’t send to this number",
    operator: "The person should use another number or another factor.",
    isRetryFutile: true,
  },
  text_country_refused: {
    kind: "never",
    label: "Text: country refused",
    cause: "Amazon SNS doesn’t send to this country from our account",
    operator:
      "The country needs a number or a sender ID of our own, or isn’t reached from AWS_REGION (“Supported countries and regions for SMS”). Register one, or take the country out of SMS_COUNTRIES.",
  },
  text_spend_limit: {
    kind: "never",
    label: "Text: spending limit",
    cause: "the month’s spending limit for text messages is reached",
    operator:
      "First look whether the texts were real (docs/texts.md, “Pumping”). Then raise the limit: AWS console > SNS > Text messaging > Account spend limit.",
  },
  text_sandbox: {
    kind: "never",
    label: "Text: sandbox",
    cause: "our account is still in the SMS sandbox",
    operator:
      "The SMS sandbox sends to verified numbers only. AWS console > SNS > Text messaging: “Exit SMS sandbox”.",
  },
  text_rejected: {
    kind: "never",
    label: "Text: rejected",
    cause: "Amazon SNS rejected the text message",
    operator: "See the attempt’s details. SMS_SENDER_ID may not be allowed in that country.",
  },
} as const satisfies Record<string, KnownFailure & { kind: FailureKind }>;

/** What handing a text over failed of. */
export type TextFailureCode = keyof typeof textFailures;
