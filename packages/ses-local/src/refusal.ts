/** An answer by which SES takes no email, in its own words. */
export interface Refusal {
  status: number;
  type: "Sender" | "Receiver";
  code: string;
  message: string;
}

const sender = (code: string, message: string): Refusal => ({
  status: 400,
  type: "Sender",
  code,
  message,
});

/** Words of "Errors related to the sending quotas" and "Amazon SES email sending errors". */
export const refusals = {
  throttled: sender("Throttling", "Maximum sending rate exceeded."),
  quotaUsedUp: sender("Throttling", "Daily message quota exceeded."),
  rejected: sender("MessageRejected", "The message was rejected."),
  notVerified: (identities: readonly string[]): Refusal =>
    sender(
      "MessageRejected",
      "Email address is not verified. The following identities failed the check in region " +
        `US-EAST-1: ${identities.join(", ")}`,
    ),
  unknownAction: (action: string): Refusal =>
    sender("InvalidAction", `The local SES does not know the action ${action}.`),
  unavailable: {
    status: 503,
    type: "Receiver",
    code: "ServiceUnavailable",
    message: "Service Unavailable",
  } satisfies Refusal,
};
