import { describe, expect, test } from "vitest";
import { explain } from "@/lib/operator/timeline/explain";
import type { NewestEmail, Situation } from "@/lib/operator/timeline/read-situation";
import type { Stop } from "@/lib/operator/timeline/person";

const at = (time: string) => new Date(`2026-11-22T${time}Z`);
const NOW = at("15:00:00");

const WAITING = { confirmedAt: null, lockedAt: null, eraseAt: null };
const PROOF = { expiresAt: at("23:00:00"), usedAt: null, voidedAt: null, codeTries: 0 };

const mail = (parts: Partial<NewestEmail> = {}): NewestEmail => ({
  template: "confirm_email",
  status: "queued",
  failureCode: null,
  createdAt: at("14:02:00"),
  dueAt: at("14:58:00"),
  isPublished: true,
  proof: PROOF,
  opened: "nobody",
  ...parts,
});

const stop = (parts: Partial<Stop>): Stop => ({
  scope: "everything",
  reason: "hard_bounce",
  createdAt: at("14:03:00"),
  expiresAt: null,
  ...parts,
});

const said = (situation: Partial<Situation>) => {
  const { tone, sentences } = explain(
    { account: WAITING, mail: null, stops: [], ...situation },
    NOW,
  );
  return { tone, text: sentences.join(" ") };
};

const NAME = "The mail of 22 November 2026 at 14:02 UTC (“Confirm your address”)";

describe("why somebody got no email is said in a sentence", () => {
  test.each<[string, Partial<NewestEmail>, string, string]>([
    [
      "waits in the outbox",
      { isPublished: false },
      "waiting",
      "waits in the outbox: Inngest has not taken it yet.",
    ],
    ["waits for its turn", {}, "waiting", "waits at Inngest for its turn."],
    ["is being sent", { status: "sending" }, "waiting", "is being sent this moment."],
    [
      "is overdue",
      { dueAt: at("14:54:00") },
      "bad",
      "is overdue: Inngest took its event and did not run it.",
    ],
    [
      "waits in the outbox for too long",
      { dueAt: at("14:54:00"), isPublished: false },
      "waiting",
      "waits in the outbox: Inngest has not taken it yet.",
    ],
    [
      "is tried again by nobody",
      { status: "deferred", failureCode: "throttled", dueAt: at("14:54:00") },
      "bad",
      "is overdue",
    ],
    [
      "was put off",
      { status: "deferred", failureCode: "credentials" },
      "waiting",
      "was not taken yet: the mail service does not accept our keys. It is tried again by itself. Mend the keys",
    ],
    [
      "may have been sent",
      { status: "unknown", failureCode: "unanswered" },
      "waiting",
      "may have been sent: the mail service’s answer never came.",
    ],
    [
      "was taken",
      { status: "sent" },
      "waiting",
      "was taken by the mail service, which has not told yet whether it arrived.",
    ],
    [
      "is delayed",
      { status: "delayed", failureCode: "mailbox_full" },
      "waiting",
      "is delayed: the mailbox is full.",
    ],
    [
      "lies unread",
      { status: "delivered" },
      "waiting",
      "was delivered, but nobody opened its link: it may lie in the spam folder.",
    ],
    [
      "was seen by a scanner only",
      { status: "delivered", opened: "scanner" },
      "waiting",
      "was delivered, but only what looks like a scanner opened its link.",
    ],
    [
      "was opened, and the code tried in vain",
      { status: "delivered", opened: "person", proof: { ...PROOF, codeTries: 3 } },
      "waiting",
      "was delivered and its link was opened, but nothing was confirmed. Its code was tried 3 of 5 times.",
    ],
    [
      "came too early to be used",
      { status: "delivered", proof: { ...PROOF, expiresAt: at("14:30:00") } },
      "waiting",
      "The link expired 22 November 2026 at 14:30 UTC: send another.",
    ],
    [
      "came back",
      { status: "bounced", failureCode: "no_such_mailbox" },
      "bad",
      "came back: the mailbox does not exist.",
    ],
    [
      "was called spam",
      { status: "complained", failureCode: "complained" },
      "bad",
      "arrived, and its reader called it spam.",
    ],
    [
      "failed",
      { status: "failed", failureCode: "sandbox" },
      "bad",
      "was not sent: our account at SES is still in the sandbox. The account is in the SES sandbox",
    ],
    [
      "was suppressed",
      { status: "cancelled", failureCode: "suppressed_complaint" },
      "bad",
      "was not sent: an earlier mail to the address was called spam.",
    ],
    [
      "lost its point",
      { status: "cancelled" },
      "neutral",
      "was withdrawn before it was sent: it had lost its point.",
    ],
  ])("when it %s", (_, parts, tone, words) => {
    const explained = said({ mail: mail(parts) });
    expect(explained.tone).toBe(tone);
    expect(explained.text.startsWith(NAME)).toBe(true);
    expect(explained.text).toContain(words);
  });

  test("with what stops every further email, and what to do about it", () => {
    const bounced = mail({ status: "bounced", failureCode: "no_such_mailbox" });
    expect(said({ mail: bounced, stops: [stop({})] })).toEqual({
      tone: "bad",
      text: `${NAME} came back: the mailbox does not exist. Since 22 November 2026 at 14:03 UTC every mail to the address is stopped, because one came back for good. Lift that once the address is right.`,
    });
  });

  test("with a stop that its reader wished, until it is over", () => {
    const wished = { scope: "recovery", reason: "not_me" } as const;
    const stops = [stop({ ...wished, expiresAt: at("16:00:00") })];
    expect(said({ stops }).text).toContain(
      "mails about a new password are stopped until 22 November 2026 at 16:00 UTC",
    );
    expect(said({ stops: [stop({ ...wished, expiresAt: at("14:59:00") })] }).text).toBe(
      "No mail was asked for.",
    );
  });
});

describe("where an account stands is said first", () => {
  const confirmed = { ...WAITING, confirmedAt: at("14:10:00") };

  test("once it is confirmed, nothing is left to explain of the email before", () => {
    expect(said({ account: confirmed, mail: mail({ status: "bounced" }) })).toEqual({
      tone: "good",
      text: "The address was confirmed 22 November 2026 at 14:10 UTC, and no mail was asked for since.",
    });
  });

  test("and then the email that was asked for since", () => {
    const reset = mail({ template: "reset_password", createdAt: at("14:20:00"), status: "sent" });
    expect(said({ account: confirmed, mail: reset }).text).toBe(
      "The address was confirmed 22 November 2026 at 14:10 UTC. The mail of 22 November 2026 at 14:20 UTC (“Choose a new password”) was taken by the mail service, which has not told yet whether it arrived.",
    );
  });

  test("when it is locked, closed, or nobody’s", () => {
    const lockedAt = at("14:30:00");
    expect(said({ account: { ...confirmed, lockedAt } })).toMatchObject({ tone: "bad" });
    expect(said({ account: { ...confirmed, lockedAt } }).text).toContain(
      "An operator locked the account 22 November 2026 at 14:30 UTC: nobody gets in.",
    );
    expect(said({ account: { ...confirmed, eraseAt: at("18:00:00") } }).text).toContain(
      "The account is closed, to be erased from 22 November 2026 at 18:00 UTC on.",
    );
    expect(said({ account: null }).text).toBe(
      "Nobody has an account with this address. No mail was asked for.",
    );
  });
});
