import { type AwsError, credentialRule, named, networkRules } from "./aws-failures";
import type { FailureRule, SendFailureCode } from "./failures";
import { whoIsNotVerified } from "./who-is-not-verified";
import type { RawEmail } from "./transport";

/** What the SDK throws of SES. */
export type SesError = AwsError;

const COMMON = "SES API Reference, “Common Errors”";
const SEND_RAW_EMAIL = "SES API Reference, “SendRawEmail”, “Errors”";
const SENDING_ERRORS = "SES Developer Guide, “Amazon SES email sending errors”";
const SENDING_QUOTAS = "SES Developer Guide, “Errors related to the sending quotas”";

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
  credentialRule("credentials", COMMON),
  named(["InternalFailure", "ServiceUnavailable", "RequestTimeout"], "unavailable", COMMON),
  ...networkRules("unavailable", "unanswered"),
];

/** What an error of SES means for an email. What nobody has seen yet is worth another try. */
export function sesFailure(error: SesError, mail: RawEmail): SendFailureCode {
  return sesFailureRules.find((rule) => rule.matches(error, mail))?.code ?? "unavailable";
}
