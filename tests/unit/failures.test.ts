import { describe, expect, test } from "vitest";
import { classifyFailure } from "@/lib/mail/failures";

function failure(name: string, message = "as SES says") {
  return classifyFailure(Object.assign(new Error(message), { name }));
}

describe("a mail that SES did not take", () => {
  test.each([
    ["Throttling", "throttled"],
    ["ThrottlingException", "throttled"],
    ["TooManyRequestsException", "throttled"],
    ["LimitExceededException", "throttled"],
    ["TimeoutError", "unavailable"],
    ["ServiceUnavailable", "unavailable"],
    ["InternalFailure", "unavailable"],
    ["SomethingThatNobodyHasSeen", "unavailable"],
    ["SignatureDoesNotMatch", "credentials"],
    ["InvalidClientTokenId", "credentials"],
    ["CredentialsProviderError", "credentials"],
  ])("for %s is tried again", (name, code) => {
    expect(failure(name)).toMatchObject({ isPermanent: false, code });
  });

  test.each([
    ["MessageRejected", "rejected"],
    ["InvalidParameterValue", "rejected"],
    ["MailFromDomainNotVerifiedException", "sender_not_verified"],
    ["AccountSendingPausedException", "account_paused"],
    ["ConfigurationSetDoesNotExistException", "configuration"],
    ["ConfigurationSetSendingPausedException", "configuration"],
  ])("for %s is not tried again", (name, code) => {
    expect(failure(name)).toMatchObject({ isPermanent: true, code });
  });

  test("from a sender that is not verified is told apart from a message that is refused", () => {
    const message =
      "Email address is not verified. The following identities failed the check in region US-EAST-1: ada@example.com";
    expect(failure("MessageRejected", message).code).toBe("sender_not_verified");
  });

  test("leaves no address in its record, in whatever brackets SES quotes it", () => {
    for (const quoted of [
      "ada@example.com",
      "<ada@example.com>",
      '"ada@example.com"',
      "(ada@example.com),",
      "mailto:ada@example.com",
    ]) {
      const { detail } = failure("MessageRejected", `Refused: ${quoted} is on the list`);
      expect(detail).not.toContain("ada@");
      expect(detail).toContain("<address>");
    }
  });

  test("leaves a short record, however long SES's answer is", () => {
    expect(failure("InternalFailure", "x".repeat(10_000)).detail.length).toBeLessThanOrEqual(500);
  });

  test("is told also when what was thrown is no error", () => {
    expect(classifyFailure("gone")).toMatchObject({
      isPermanent: false,
      code: "unavailable",
      detail: "Error: gone",
    });
  });
});
