import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { EmailProgress } from "@/app/check-your-email/email-progress";
import { TextProvider } from "@/components/text";
import type { WaitingState } from "@/lib/registration/waiting-state";
import { failureTable, type WayOut } from "@/lib/email/failure-table";
import { textFailures } from "@/lib/email/text-failures";
import { isLost } from "@/lib/email/delivery-status";
import { explainEmailFailure } from "@/lib/email/failures";
import { FORMATS_OF, type Locale, LOCALES } from "@/lib/i18n/locales";
import { rawMessages } from "@/lib/i18n/translations";

type Mail = NonNullable<WaitingState["mail"]>;

const usual: WayOut = { address: "Check the address below.", later: "Ask again tomorrow." };

type Email = { status: Mail["status"]; failure?: string | null; triesUntil?: string };

/** What a person reads of an email, without the tags. */
function textOf(
  { status, failure = null, triesUntil }: Email,
  locale: Locale = "en",
  way: WayOut = usual,
) {
  const at = "2026-11-22T12:34:00.000Z";
  const known = { status, failure, at, triesUntil: triesUntil ?? null };
  const markup = renderToStaticMarkup(
    <TextProvider
      locale={FORMATS_OF[locale]}
      texts={{ emailStatus: rawMessages(locale, "emailStatus") }}
    >
      <EmailProgress mail={{ ...known, ...explainEmailFailure(failure) }} way={way} />
    </TextProvider>,
  );
  return markup.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

describe("a person who waits reads of an email", () => {
  test.each<[Mail["status"], string | null, string, RegExp]>([
    ["queued", null, "Waiting to be sent", /takes a few seconds/],
    ["deferred", "throttled", "Delayed", /We’ll keep trying/],
    ["unknown", null, "Checking delivery", /not sure yet whether your email went out/],
    ["sent", null, "Sent", /On its way/],
    ["delivered", null, "Delivered", /provider has it/],
    ["delayed", null, "Delayed", /hasn’t accepted it yet/],
    ["delayed", "mailbox_full", "Email bounced", /mailbox is full/],
    ["bounced", "no_such_mailbox", "Email bounced", /doesn’t exist\. Check the address below/],
    ["bounced", null, "Email bounced", /couldn’t be delivered\. Check the address below/],
    ["complained", "complained", "Marked as spam", /stopped sending\. Check the address below/],
    ["failed", "content_stopped", "Not sent", /our fault.*Ask again tomorrow/],
    ["failed", "sandbox", "Not sent", /our fault.*Ask again tomorrow/],
    ["failed", "gave_up", "Not sent", /over an hour/],
    ["cancelled", "suppressed", "Not sent", /not to send these emails for 30 days/],
    ["cancelled", "suppressed_bounce", "Not sent", /earlier email.*bounced/],
    ["cancelled", "suppressed_complaint", "Not sent", /marked an earlier email as spam/],
    ["cancelled", null, "Not sent", /no longer needed/],
  ])("that is %s (%s): “%s”, and why or what to do", (status, failure, label, words) => {
    const text = textOf({ status, failure });
    expect(text).toContain(` ${label} `);
    expect(text).toContain("12:34 UTC");
    expect(text).toMatch(words);
  });

  test("the status' own advice where a newer server names a reason that the page has no text for", () => {
    const at = "2026-11-22T12:34:00.000Z";
    const reason = "reasonOfTomorrow" as Mail["reason"];
    const mail = {
      status: "bounced",
      failure: null,
      at,
      reason,
      triesUntil: null,
      isAddressDoubtful: true,
    } as const;
    const markup = renderToStaticMarkup(
      <TextProvider locale="en-GB" texts={{ emailStatus: rawMessages("en", "emailStatus") }}>
        <EmailProgress mail={mail} way={usual} />
      </TextProvider>,
    );
    expect(markup).toContain("The email couldn’t be delivered. Check the address below.");
  });

  test("that is delayed until about when the provider tries, in their language", () => {
    const delayed: Email = { status: "delayed", triesUntil: "2026-11-23T08:30:00.000Z" };
    expect(textOf(delayed)).toContain("keep trying until about 23 November at 08:30 UTC");
    expect(textOf(delayed, "de")).toMatch(/Verzögert .*bis etwa 23\. November um 08:30 UTC/);
  });

  test.each([
    ["no_such_mailbox", true],
    ["suppressed_bounce", true],
    ["blocklisted", false],
    ["content_stopped", false],
    ["suppressed", false],
    [null, false],
  ])("with %s whether to look at the address: %s", (failure, isDoubtful) => {
    expect(explainEmailFailure(failure).isAddressDoubtful).toBe(isDoubtful);
  });

  test("nothing that only one page has, in any language: what to do is told by the page", () => {
    const ofEmails = Object.keys(failureTable).filter((code) => !(code in textFailures));
    for (const code of ofEmails) {
      // Whoever asked must not see that one was held back.
      if (code === "held_back") continue;
      const { reason } = explainEmailFailure(code);
      for (const locale of LOCALES) {
        const text = reason ? rawMessages(locale, "emailStatus")[reason] : "";
        expect(text, code).toMatch(/\S/);
        expect(text, code).not.toContain(rawMessages(locale, "resendForm").resend);
      }
    }
  });

  test("another way out where the page has one for an address that gets nothing of ours", () => {
    const special = { ...usual, again: "Wait.", otherAddress: "Write to us." };
    expect(textOf({ status: "complained", failure: "complained" }, "en", special)).toContain(
      "stopped sending. Write to us.",
    );
    expect(textOf({ status: "failed", failure: "sandbox" }, "en", special)).toContain(
      "not yours. Wait.",
    );
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
