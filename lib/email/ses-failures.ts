import type { FailureRule, SendFailureCode } from "./failures";
import { whoIsNotVerified } from "./who-is-not-verified";
import type { RawEmail } from "./transport";

/** What the SDK throws: an answer of SES, or trouble on the way to it. */
export type SesError = Error & {
  code?: string;
  syscall?: string;
  $metadata?: { httpStatusCode?: number };
};

const COMMON = "SES API Reference, “Common Errors”";
const SEND_RAW_EMAIL = "SES API Reference, “SendRawEmail”, “Errors”";
const SENDING_ERRORS = "SES Developer Guide, “Amazon SES email sending errors”";
const SENDING_QUOTAS = "SES Developer Guide, “Errors related to the sending quotas”";
const NODE_HANDLER = "@smithy/node-http-handler; Node.js, “Errors”";

/** The APIs of SES spell one error with and without this ending. */
const nameOf = (error: SesError) => error.name.replace(/(Exception|Fault)$/, "");

/** A rule for errors by their name, and by their text where the name is not enough. */
function named(
  names: string[],
  code: SendFailureCode,
  source: string,
  says?: { text: string; pattern: RegExp },
): FailureRule<SesError> {
  return {
    signs: names.map((name) => `\`${name}\``).join(", ") + (says ? `: “${says.text}”` : ""),
    matches: (error) =>
      names.includes(nameOf(error)) && (says?.pattern.test(error.message) ?? true),
    code,
    source,
  };
}

/** Errors of Amazon SES, by their names without the ending "Exception". */
export const sesFailureRules: FailureRule<SesError>[] = [
  named(["Throttling"], "quota_used_up", SENDING_QUOTAS, {
    text: "Daily message quota exceeded",
    pattern: /daily message quota/i,
  }),
  named(["Throttling", "TooManyRequests", "LimitExceeded"], "throttled", SENDING_QUOTAS),
  named(["MailFromDomainNotVerified"], "sender_not_verified", SEND_RAW_EMAIL),
  named(["AccountSendingPaused", "SendingPaused"], "account_paused", SEND_RAW_EMAIL),
  named(
    ["ConfigurationSetDoesNotExist", "ConfigurationSetSendingPaused"],
    "configuration",
    SEND_RAW_EMAIL,
  ),
  {
    signs: "`MessageRejected`: “Email address is not verified”, of the recipient alone",
    matches: ({ message }, mail) => whoIsNotVerified(message, mail) === "recipient",
    code: "sandbox",
    source: SENDING_ERRORS,
  },
  {
    signs: "`MessageRejected`: “Email address is not verified”, of `MAIL_FROM`",
    matches: ({ message }, mail) => whoIsNotVerified(message, mail) === "sender",
    code: "sender_not_verified",
    source: SENDING_ERRORS,
  },
  named(["MessageRejected"], "rejected", SEND_RAW_EMAIL),
  named(
    [
      "InvalidParameterValue",
      "InvalidParameterCombination",
      "InvalidQueryParameter",
      "InvalidAction",
      "MalformedQueryString",
      "MissingAction",
      "MissingParameter",
      "ValidationError",
    ],
    "rejected",
    COMMON,
  ),
  named(
    [
      "AccessDenied",
      "NotAuthorized",
      "ExpiredToken",
      "IncompleteSignature",
      "InvalidClientTokenId",
      "MissingAuthenticationToken",
      "OptInRequired",
      "RequestExpired",
      "SignatureDoesNotMatch",
      "UnrecognizedClient",
      "CredentialsProviderError",
    ],
    "credentials",
    COMMON,
  ),
  named(["InternalFailure", "ServiceUnavailable", "RequestTimeout"], "unavailable", COMMON),
  {
    signs: "no connection: refused, no such host, no TLS, or none within 3 s",
    matches: (error) =>
      error.syscall === "connect" ||
      error.syscall === "getaddrinfo" ||
      /did not establish a connection|before secure TLS/.test(error.message),
    code: "unavailable",
    source: NODE_HANDLER,
  },
  {
    signs: "no answer within 10 s, or the connection broke (`ECONNRESET`, `EPIPE`, `ETIMEDOUT`)",
    // The SDK gives all of these one name, and another to what we cut off ourselves.
    matches: (error) => error.name === "TimeoutError" || error.name === "AbortError",
    code: "unanswered",
    source: NODE_HANDLER,
  },
  {
    signs: "an answer 200 that cannot be read; 502 or 504, from a proxy on the way",
    matches: ({ $metadata }) => [200, 502, 504].includes($metadata?.httpStatusCode ?? 0),
    code: "unanswered",
    source: "RFC 9110, 15.6.3 and 15.6.5",
  },
];

/** What an error of SES means for an email. What nobody has seen yet is worth another try. */
export function sesFailure(error: SesError, mail: RawEmail): SendFailureCode {
  return sesFailureRules.find((rule) => rule.matches(error, mail))?.code ?? "unavailable";
}
