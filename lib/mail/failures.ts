/** What an attempt can fail of, in words that a database and a page can use. */
export type FailureCode =
  | "throttled"
  | "unavailable"
  | "credentials"
  | "rejected"
  | "sender_not_verified"
  | "account_paused"
  | "configuration"
  | "gave_up"
  /** Never tried: the owner of the mailbox stopped this kind of mail. */
  | "suppressed";

/** A failed attempt: whether to try again, and the provider's own words. */
export type Failure = { isPermanent: boolean; code: FailureCode; detail: string };

// Names as Amazon SES documents them ("Common errors" and "SendRawEmail"), in both of the
// spellings that its APIs use.
const BY_NAME: Record<string, Pick<Failure, "isPermanent" | "code">> = {
  Throttling: { isPermanent: false, code: "throttled" },
  ThrottlingException: { isPermanent: false, code: "throttled" },
  TooManyRequestsException: { isPermanent: false, code: "throttled" },
  LimitExceededException: { isPermanent: false, code: "throttled" },
  MessageRejected: { isPermanent: true, code: "rejected" },
  MailFromDomainNotVerifiedException: { isPermanent: true, code: "sender_not_verified" },
  AccountSendingPausedException: { isPermanent: true, code: "account_paused" },
  SendingPausedException: { isPermanent: true, code: "account_paused" },
  ConfigurationSetDoesNotExistException: { isPermanent: true, code: "configuration" },
  ConfigurationSetSendingPausedException: { isPermanent: true, code: "configuration" },
  InvalidParameterValue: { isPermanent: true, code: "rejected" },
  ValidationError: { isPermanent: true, code: "rejected" },
  // Wrong keys are mended by a deployment, after which the retries go through.
  InvalidClientTokenId: { isPermanent: false, code: "credentials" },
  UnrecognizedClientException: { isPermanent: false, code: "credentials" },
  SignatureDoesNotMatch: { isPermanent: false, code: "credentials" },
  AccessDenied: { isPermanent: false, code: "credentials" },
  AccessDeniedException: { isPermanent: false, code: "credentials" },
  ExpiredToken: { isPermanent: false, code: "credentials" },
  CredentialsProviderError: { isPermanent: false, code: "credentials" },
};

/** Recipients are quoted in some errors; a failure's record is no place for addresses. */
function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>@:;,"'()]+@[^\s<>@:;,"'()]+/g, "<address>").slice(0, 500);
}

/** Tells failures apart: what can pass is tried again, what cannot is final. */
export function classifyFailure(error: unknown): Failure {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const detail = withoutAddresses(`${name}: ${message}`);
  // SES says "not verified" inside MessageRejected: a sandbox or an identity, not the person.
  if (name === "MessageRejected" && /not verified/i.test(message))
    return { isPermanent: true, code: "sender_not_verified", detail };
  // Time-outs, refused connections, 5xx and what nobody has seen yet: worth another try.
  return { ...(BY_NAME[name] ?? { isPermanent: false, code: "unavailable" }), detail };
}
