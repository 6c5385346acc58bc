import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { EmailProgress } from "@/app/check-your-email/email-progress";
import type { WaitingState } from "@/lib/registration/waiting-state";
import { failureTable } from "@/lib/email/failure-table";
import { isLost } from "@/lib/email/delivery-status";
import { explainEmailFailure } from "@/lib/email/failures";

type Mail = NonNullable<WaitingState["mail"]>;

/** What a person reads of an email, without the tags. */
function textOf(status: Mail["status"], failure: string | null = null, triesUntil?: string) {
  const at = "2026-11-22T12:34:00.000Z";
  const known = { status, failure, at, triesUntil: triesUntil ?? null };
  const markup = renderToStaticMarkup(
    <EmailProgress mail={{ ...known, ...explainEmailFailure(failure) }} />,
  );
  return markup.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

describe("a person who waits reads of an email", () => {
  test.each<[Mail["status"], string | null, string, RegExp]>([
    ["queued", null, "Waiting to be sent", /takes a moment/],
    ["deferred", "throttled", "Delayed", /We keep trying/],
    ["unknown", null, "We do not know yet", /did not say whether it took the mail/],
    ["sent", null, "Sent", /accepted it and hands it over/],
    ["delivered", null, "Delivered", /provider has it/],
    ["delayed", null, "Delayed", /does not take the mail yet/],
    ["delayed", "mailbox_full", "Came back", /mailbox is full/],
    ["bounced", "no_such_mailbox", "Came back", /does not exist.*correct the address.*once a day/],
    ["complained", "complained", "Marked as spam", /use another address/],
    ["failed", "content_stopped", "Not sent", /our fault/],
    ["failed", "sandbox", "Not sent", /our fault/],
    ["failed", "gave_up", "Not sent", /over an hour/],
    ["cancelled", "suppressed", "Not sent", /no such mails for 30 days/],
    ["cancelled", "suppressed_bounce", "Not sent", /earlier mail.*came back/],
    ["cancelled", "suppressed_complaint", "Not sent", /marked an earlier one of ours as spam/],
    ["cancelled", null, "Not sent", /no longer needed/],
  ])("that is %s (%s): “%s”, and why or what to do", (status, failure, label, words) => {
    const text = textOf(status, failure);
    expect(text).toContain(` ${label} `);
    expect(text).toContain("12:34 UTC");
    expect(text).toMatch(words);
  });

  test("that is delayed until about when the provider tries", () => {
    expect(textOf("delayed", null, "2026-11-23T08:30:00.000Z")).toContain(
      "keeps trying until about 23 November at 08:30 UTC",
    );
  });

  test.each([
    ["no_such_mailbox", true],
    ["suppressed_bounce", true],
    ["recipient_unknown", true],
    ["content_stopped", false],
    ["suppressed", false],
    [null, false],
  ])("with %s whether to look at the address: %s", (failure, isDoubtful) => {
    expect(explainEmailFailure(failure).isAddressDoubtful).toBe(isDoubtful);
  });

  test("on another page nothing that only the waiting page has, and that page's own way out", () => {
    const way = { address: "Move to another address.", later: "Ask again tomorrow." };
    for (const code of Object.keys(failureTable)) {
      // Whoever asked must not see that one was held back.
      if (code === "held_back") continue;
      const reason = explainEmailFailure(code, way).reason ?? "";
      expect(reason, code).toMatch(/\S/);
      expect(reason, code).not.toMatch(/Resend email|address below/);
    }
    expect(explainEmailFailure("no_such_mailbox", way).reason).toContain(way.address);
    expect(explainEmailFailure("mailbox_full", way).reason).toContain(way.later);
    expect(explainEmailFailure("sandbox", way).reason).toContain("not yours; ask again tomorrow.");
  });

  test.each([
    ["bounced", "bounced", true],
    ["delayed", "mailbox_full", true],
    ["cancelled", null, true],
    ["failed", "sandbox", true],
    ["delayed", null, false],
    ["deferred", "throttled", false],
    ["delivered", null, false],
  ] as const)("that is %s (%s) whether it is lost: %s", (status, failure, expected) => {
    expect(isLost({ status, failure })).toBe(expected);
  });
});
