import { describe, expect, test } from "vitest";
import { failureTable } from "@/lib/email/failure-table";
import {
  classifyFailure,
  explainEmailFailure,
  knownFailure,
  SendError,
} from "@/lib/email/failures";
import { reasonTable } from "@/lib/email/reasons/reason-table";
import { translations } from "@/lib/i18n/translations";

const failure = (message: string, code: SendError["code"] = "rejected") =>
  classifyFailure(new SendError(code, Object.assign(new Error(message), { name: "TheirName" })));

describe("an email that was not taken", () => {
  test("is recorded by its code, its kind and the provider's own words", () => {
    expect(failure("Come back later.", "asked_to_wait")).toEqual({
      code: "asked_to_wait",
      kind: "at_a_time",
      detail: "TheirName: Come back later.",
    });
  });

  test("is final exactly where nothing changes by itself", () => {
    const codes = Object.keys(failureTable).filter((code) => !(code in reasonTable));
    const final = codes.filter((code) => failure("", code as SendError["code"]).kind === "never");
    expect(final.toSorted()).toEqual([
      "account_paused",
      "configuration",
      "rejected",
      "sandbox",
      "sender_not_verified",
      "text_country_refused",
      "text_number_refused",
      "text_opted_out",
      "text_rejected",
      "text_sandbox",
      "text_spend_limit",
    ]);
  });

  test("leaves no address in its record, in whatever brackets it is quoted", () => {
    for (const quoted of [
      "ada@example.com",
      "<ada@example.com>",
      '"ada@example.com"',
      "(ada@example.com),",
      "mailto:ada@example.com",
    ]) {
      const { detail } = failure(`Refused: ${quoted} is on the list`);
      expect(detail).not.toContain("ada@");
      expect(detail).toContain("<address>");
    }
  });

  test("leaves a short record, however long the provider's answer is", () => {
    expect(failure("x".repeat(10_000)).detail.length).toBeLessThanOrEqual(500);
  });

  test("because of a bug of ours is tried again, also when what was thrown is no error", () => {
    expect(classifyFailure("gone")).toMatchObject({
      kind: "soon",
      code: "unavailable",
      detail: "Error: gone",
    });
  });
});

describe("what to do about a failure", () => {
  test.each(["sandbox", "sender_not_verified", "account_paused", "configuration"] as const)(
    "of %s is said in the words of the AWS console",
    (code) => {
      expect(knownFailure(code)?.operator).toMatch(/AWS console > SES > /);
    },
  );

  test("is nothing for what no provider said", () => {
    expect(knownFailure("gave_up")).toBeUndefined();
    expect(knownFailure("suppressed")).toBeUndefined();
  });

  test("is never put upon the person who waits, nor is the provider's word shown to them", () => {
    const t = translations("en", "emailStatus");
    for (const code of Object.keys(failureTable)) {
      const { reason } = explainEmailFailure(code);
      expect(reason ? t.raw(reason) : "").not.toMatch(/AWS|SES|SMTP/);
    }
  });
});
