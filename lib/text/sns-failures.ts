import { type AwsError, credentialRule, named, networkRules } from "../email/aws-failures";
import type { FailureRule, SendFailureCode } from "../email/failures";

const PUBLISH = "SNS API Reference, “Publish”, “Errors”";
const COMMON = "SNS API Reference, “Common Errors”";
const REASONS = "SNS Developer Guide, “SMS delivery failure reasons”";
const SANDBOX = "SNS Developer Guide, “Using the SMS sandbox”";

const PARAMETERS = ["InvalidParameter", "InvalidParameterValue", "Validation", "UserError"];

/** What SNS says of a text. Of several that match, the first one holds. */
export const snsFailureRules: FailureRule<AwsError, unknown>[] = [
  named(["OptedOut"], "text_opted_out", "SNS API Reference, “OptedOutException”"),
  named(PARAMETERS, "text_opted_out", REASONS, {
    text: "Phone number is opted out",
    pattern: /opted out/i,
  }),
  named([...PARAMETERS, "LimitExceeded"], "text_spend_limit", REASONS, {
    text: "No quota left for account",
    pattern: /no quota left|spend(ing)? (limit|quota)|monthly spend/i,
  }),
  named(PARAMETERS, "text_sandbox", SANDBOX, {
    text: "sandbox”, “not verified",
    pattern: /sandbox|not (yet )?verified/i,
  }),
  named(PARAMETERS, "text_country_refused", REASONS, {
    text: "country”, “region … not supported",
    pattern: /countr(y|ies)|region.*not supported/i,
  }),
  named(PARAMETERS, "text_number_refused", PUBLISH, {
    text: "PhoneNumber Reason: … is not valid to publish to",
    pattern: /phone ?number/i,
  }),
  named(PARAMETERS, "text_rejected", PUBLISH),
  named(
    ["Throttled", "Throttling", "TooManyRequests", "LimitExceeded", "RequestThrottled"],
    "text_throttled",
    "SNS API Reference, “ThrottledException”",
  ),
  credentialRule("text_credentials", COMMON, ["AuthorizationError", "InvalidSecurity"]),
  named(
    ["InternalError", "InternalFailure", "ServiceUnavailable", "RequestTimeout"],
    "text_unavailable",
    COMMON,
  ),
  ...networkRules("text_unavailable", "text_unanswered"),
];

/** What an error of SNS means for a text. What nobody has seen yet is worth another try. */
export function snsFailure(error: AwsError): SendFailureCode {
  return snsFailureRules.find((rule) => rule.matches(error, null))?.code ?? "text_unavailable";
}
