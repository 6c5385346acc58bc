import { expect, test } from "vitest";
import { textFailures } from "@/lib/email/text-failures";
import { snsFailure, snsFailureRules } from "@/lib/text/sns-failures";

const error = (name: string, message = "") => Object.assign(new Error(message), { name });
const NUMBER = "Invalid parameter: PhoneNumber Reason: <number> is not valid to publish to";

test.each([
  ["OptedOutException", "", "text_opted_out"],
  ["InvalidParameterException", "Phone number is opted out", "text_opted_out"],
  ["InvalidParameterException", NUMBER, "text_number_refused"],
  ["InvalidParameterException", "No quota left for account", "text_spend_limit"],
  ["ValidationException", "Phone number is not verified in the sandbox", "text_sandbox"],
  ["InvalidParameterException", "Country not supported", "text_country_refused"],
  ["InvalidParameterValueException", "SenderID", "text_rejected"],
  ["ThrottledException", "Rate exceeded", "text_throttled"],
  ["Throttling", "Rate exceeded", "text_throttled"],
  ["AuthorizationErrorException", "", "text_credentials"],
  ["CredentialsProviderError", "", "text_credentials"],
  ["InternalErrorException", "", "text_unavailable"],
  ["TimeoutError", "", "text_unanswered"],
  ["AbortError", "", "text_unanswered"],
  ["SomethingNewException", "", "text_unavailable"],
])("%s “%s” means %s", (name, message, code) => {
  expect(snsFailure(error(name, message))).toBe(code);
});

test("every failure of a text is reached by a rule, and says what to do", () => {
  const reached = new Set(snsFailureRules.map(({ code }) => code as string));
  expect([...reached].toSorted()).toEqual(Object.keys(textFailures).toSorted());
  for (const { operator } of Object.values(textFailures)) expect(operator).toMatch(/\S/);
});
