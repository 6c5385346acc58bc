import { describe, expect, test } from "vitest";
import { findBlame, isRefusal, smtpFailure, type SmtpError } from "@/lib/email/smtp-failures";
import { smtpOptions } from "@/lib/email/smtp-options";

const mail = {
  from: "Latchkey <no-reply@latchkey.example>",
  to: "ada@example.com",
  raw: new Uint8Array(),
  tags: {},
};

function reply(response: string, more: Partial<SmtpError> = {}): SmtpError {
  return Object.assign(new Error(response), {
    response,
    responseCode: Number(response.slice(0, 3)),
    ...more,
  });
}

describe("a reply of an SMTP server", () => {
  test.each<[string, string, Partial<SmtpError>?]>([
    ["421 Too many concurrent SMTP connections", "throttled"],
    ["454 Throttling failure: Maximum sending rate exceeded", "throttled"],
    ["454 Throttling failure: Daily message quota exceeded", "quota_used_up"],
    ["421 4.3.2 Service shutting down", "asked_to_wait"],
    ["450 4.2.0 Greylisted", "greylisted"],
    ["451 4.7.1 Please try again later", "asked_to_wait"],
    ["452 4.3.1 Insufficient system storage", "unavailable"],
    ["454 4.7.0 Temporary authentication failure", "credentials", { code: "EAUTH" }],
    ["530 5.7.0 Authentication required", "credentials", { command: "MAIL FROM" }],
    ["535 5.7.8 Authentication credentials invalid", "credentials", { code: "EAUTH" }],
    ["554 Access denied: User is not authorized to perform ses:SendRawEmail", "credentials"],
    ["550 5.1.1 No such user", "no_such_mailbox"],
    ["550-5.1.1 The account does not exist.\n550 5.1.1 Check it.", "no_such_mailbox"],
    ["556 5.1.10 The domain accepts no mail", "no_such_domain"],
    ["552 5.3.4 Message too big", "too_large", { command: "MAIL FROM" }],
    ["550 5.7.60 You may not send as this sender", "sender_not_verified", { command: "MAIL FROM" }],
    ["553 5.1.8 Sender's domain unknown", "sender_not_verified", { command: "RCPT TO" }],
    ["554 5.7.1 Spam", "content_refused"],
    ["550 Relaying denied", "relay_denied", { command: "RCPT TO" }],
  ])("%j means %s", (response, code, more) => {
    expect(smtpFailure(reply(response, more), mail)).toBe(code);
    expect(isRefusal(reply(response, more))).toBe(true);
  });

  test.each([
    ["451 4.7.1 Blocked by zen.spamhaus.org, try again later", "blocklisted"],
    ["421 4.7.0 Temporarily deferred due to user complaints", "reputation_refused"],
    ["450 4.7.25 Client host rejected: cannot find your hostname", "sender_dns_refused"],
    ["451 4.7.1 Please try again later", undefined],
    ["450 4.2.0 Greylisted", undefined],
    ["452 4.3.1 Insufficient system storage", undefined],
    ["454 4.7.0 Temporary authentication failure", undefined, { code: "EAUTH" }],
    ["554 5.7.1 Spam", undefined],
  ] as [string, string | undefined, Partial<SmtpError>?][])(
    "%j is tried again and blames us for %s",
    (response, blame, more) => {
      const error = reply(response, more);
      expect(findBlame(error, smtpFailure(error, mail))).toBe(blame);
    },
  );

  test("by SES tells a sandbox from a sender that is not verified", () => {
    const refused = (identity: string) =>
      reply(
        `554 Message rejected: Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: ${identity}`,
      );
    expect(smtpFailure(refused("ada@example.com"), mail)).toBe("sandbox");
    expect(smtpFailure(refused("no-reply@latchkey.example"), mail)).toBe("sender_not_verified");
  });
});

describe("trouble on the way to an SMTP server", () => {
  test.each(["ECONNECTION", "ESOCKET", "ETIMEDOUT", "EDNS", "ETLS", "EUNHEARDOF"])(
    "called %s is no refusal, and worth another try",
    (code) => {
      const error: SmtpError = Object.assign(new Error("trouble"), { code, command: "CONN" });
      expect(isRefusal(error)).toBe(false);
      expect(smtpFailure(error, mail)).toBe("unavailable");
    },
  );
});

describe("the URL of an SMTP server", () => {
  test.each([
    ["smtp://mail.example:587", true],
    ["smtp://10.0.0.7", true],
    ["smtp://127.0.0.1:1025", false],
    ["smtp://localhost:1025", false],
    ["smtp://[::1]:1025", false],
  ])("%s: STARTTLS is demanded: %s, since a stranger could hide it", (url, requireTLS) => {
    expect(smtpOptions(url)).toMatchObject({ url, requireTLS });
  });

  test("sets every time-out below the time that a claim holds", () => {
    const { connectionTimeout, greetingTimeout, socketTimeout, dnsTimeout } =
      smtpOptions("smtps://mail.example");
    for (const wait of [connectionTimeout, greetingTimeout, socketTimeout, dnsTimeout])
      expect(wait).toBeLessThanOrEqual(15_000);
  });
});
