import { describe, expect, test } from "vitest";
import { sesFailure, type SesError } from "@/lib/email/ses-failures";

const mail = {
  from: "Latchkey <no-reply@latchkey.example>",
  to: "ada@example.com",
  raw: new Uint8Array(),
  tags: {},
};

function codeOf(name: string, message = "as SES says", more: Partial<SesError> = {}) {
  return sesFailure(Object.assign(new Error(message), { name }, more), mail);
}

describe("an error of SES", () => {
  test.each([
    ["Throttling", "throttled"],
    ["ThrottlingException", "throttled"],
    ["TooManyRequestsException", "throttled"],
    ["LimitExceededException", "throttled"],
    ["ServiceUnavailable", "unavailable"],
    ["InternalFailure", "unavailable"],
    ["SomethingThatNobodyHasSeen", "unavailable"],
    ["SignatureDoesNotMatch", "credentials"],
    ["InvalidClientTokenId", "credentials"],
    ["ExpiredTokenException", "credentials"],
    ["AccessDenied", "credentials"],
    ["CredentialsProviderError", "credentials"],
    ["MessageRejected", "rejected"],
    ["InvalidParameterValue", "rejected"],
    ["ValidationError", "rejected"],
    ["MailFromDomainNotVerifiedException", "sender_not_verified"],
    ["AccountSendingPausedException", "account_paused"],
    ["AccountSendingPaused", "account_paused"],
    ["ConfigurationSetDoesNotExistException", "configuration"],
    ["ConfigurationSetSendingPaused", "configuration"],
  ])("named %s means %s", (name, code) => {
    expect(codeOf(name)).toBe(code);
  });

  test("of throttling tells the day's quota from the rate", () => {
    expect(codeOf("ThrottlingException", "Daily message quota exceeded.")).toBe("quota_used_up");
    expect(codeOf("Throttling", "Maximum sending rate exceeded.")).toBe("throttled");
  });

  test.each([
    ["the sender", "no-reply@latchkey.example", "sender_not_verified"],
    ["the recipient alone, as in the sandbox", "ada@example.com", "sandbox"],
    ["both", "ada@example.com, no-reply@latchkey.example", "sender_not_verified"],
    ["the sender's other spelling", "No-Reply@Latchkey.example", "sender_not_verified"],
  ])("of identities that are not verified tells whom it means: %s", (_who, identities, code) => {
    const message = `Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: ${identities}`;
    expect(codeOf("MessageRejected", message)).toBe(code);
  });
});

describe("trouble on the way to SES", () => {
  test.each<[string, string, Partial<SesError>]>([
    ["a refused connection", "connect ECONNREFUSED", { code: "ECONNREFUSED", syscall: "connect" }],
    ["a name that nobody knows", "getaddrinfo ENOTFOUND", { syscall: "getaddrinfo" }],
    [
      "a connection that took too long",
      "the request socket did not establish a connection with the server within the configured timeout of 3000 ms.",
      {},
    ],
    [
      "a connection that broke before TLS",
      "Client network socket disconnected before secure TLS connection was established",
      { code: "ECONNRESET" },
    ],
  ])("before the email left (%s) is worth another try", (_what, message, more) => {
    expect(codeOf("TimeoutError", message, more)).toBe("unavailable");
  });

  test.each<[string, string, Partial<SesError>]>([
    ["no answer in time", "TimeoutError", { code: "ETIMEDOUT" }],
    ["a broken connection", "TimeoutError", { code: "ECONNRESET" }],
    ["a proxy without an answer", "Error", { $metadata: { httpStatusCode: 504 } }],
    ["an answer that cannot be read", "SyntaxError", { $metadata: { httpStatusCode: 200 } }],
  ])("after it (%s) leaves open whether SES took it", (_what, name, more) => {
    expect(codeOf(name, "trouble", more)).toBe("unanswered");
  });

  test("with a 500 that SES wrote itself is a no", () => {
    expect(codeOf("InternalFailure", "Sorry", { $metadata: { httpStatusCode: 500 } })).toBe(
      "unavailable",
    );
  });
});
