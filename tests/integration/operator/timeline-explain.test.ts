import { describe, expect, test } from "vitest";
import { explain } from "@/lib/operator/timeline/explain";
import type { NewestEmail, Situation } from "@/lib/operator/timeline/read-situation";
import type { Stop } from "@/lib/operator/timeline/person";

const at = (time: string) => new Date(`2026-11-22T${time}Z`);
const NOW = at("15:00:00");

const NO_FACTORS = { factors: [], recoveryCodes: 0, factorRemoval: null };
const WAITING = { confirmedAt: null, lockedAt: null, eraseAt: null, ...NO_FACTORS };
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
  cause: "no_such_mailbox",
  times: 2,
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

const NAME = "“Confirm your email” (22 November 2026 at 14:02 UTC)";

describe("why somebody got no email is said in a sentence", () => {
  test.each<[string, Partial<NewestEmail>, string, string]>([
    [
      "waits in the outbox",
      { isPublished: false },
      "waiting",
      "is waiting in the outbox (not yet sent to Inngest).",
    ],
    ["waits for its turn", {}, "waiting", "is queued in Inngest."],
    ["is being sent", { status: "sending" }, "waiting", "is being sent now."],
    [
      "is overdue",
      { dueAt: at("14:54:00") },
      "bad",
      "is overdue: Inngest accepted its event but didn’t run it.",
    ],
    [
      "waits in the outbox for too long",
      { dueAt: at("14:54:00"), isPublished: false },
      "waiting",
      "is waiting in the outbox (not yet sent to Inngest).",
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
      "hasn’t been accepted yet: the provider rejected our credentials. We’ll retry automatically. Fix the credentials",
    ],
    [
      "may have been sent",
      { status: "unknown", failureCode: "unanswered" },
      "waiting",
      "may have been sent: the provider never responded. If SES doesn’t report back, retry it.",
    ],
    [
      "was taken",
      { status: "sent" },
      "waiting",
      "was accepted by the email provider; no delivery report yet.",
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
      "was delivered, but the link hasn’t been opened. It may be in spam.",
    ],
    [
      "was seen by a scanner only",
      { status: "delivered", opened: "scanner" },
      "waiting",
      "was delivered, but only a scanner seems to have opened its link.",
    ],
    [
      "was opened, and the code tried in vain",
      { status: "delivered", opened: "person", proof: { ...PROOF, codeTries: 3 } },
      "waiting",
      "was delivered and its link was opened, but nothing was confirmed. 3 of 5 code attempts used.",
    ],
    [
      "came too early to be used",
      { status: "delivered", proof: { ...PROOF, expiresAt: at("14:30:00") } },
      "waiting",
      "The link expired on 22 November 2026 at 14:30 UTC. Resend it.",
    ],
    [
      "came back",
      { status: "bounced", failureCode: "no_such_mailbox" },
      "bad",
      "bounced: the mailbox doesn’t exist.",
    ],
    [
      "was called spam",
      { status: "complained", failureCode: "complained" },
      "bad",
      "was delivered, then marked as spam.",
    ],
    [
      "failed",
      { status: "failed", failureCode: "sandbox" },
      "bad",
      "wasn’t sent: our SES account is still in the sandbox. The account is in the SES sandbox",
    ],
    [
      "was suppressed",
      { status: "cancelled", failureCode: "suppressed_complaint" },
      "bad",
      "wasn’t sent: an earlier email was marked as spam.",
    ],
    [
      "lost its point",
      { status: "cancelled" },
      "neutral",
      "was cancelled before sending: no longer needed.",
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
      text: `${NAME} bounced: the mailbox doesn’t exist. All email to this address has been blocked since 22 November 2026 at 14:03 UTC after a hard bounce (the mailbox doesn’t exist, 2 times). Remove the block once the address is fixed.`,
    });
  });

  test("with a stop that its reader wished, until it is over", () => {
    const wished = { scope: "recovery", reason: "not_me" } as const;
    const stops = [stop({ ...wished, expiresAt: at("16:00:00") })];
    expect(said({ stops }).text).toContain(
      ", until 22 November 2026 at 16:00 UTC, because they clicked “This wasn’t me”",
    );
    expect(said({ stops: [stop({ ...wished, expiresAt: at("14:59:00") })] }).text).toBe(
      "No emails requested.",
    );
  });
});

describe("where an account stands is said first", () => {
  const confirmed = { ...WAITING, confirmedAt: at("14:10:00") };

  test("once it is confirmed, nothing is left to explain of the email before", () => {
    expect(said({ account: confirmed, mail: mail({ status: "bounced" }) })).toEqual({
      tone: "good",
      text: "Email confirmed on 22 November 2026 at 14:10 UTC. No emails requested since.",
    });
  });

  test("and then the email that was asked for since", () => {
    const reset = mail({ template: "reset_password", createdAt: at("14:20:00"), status: "sent" });
    expect(said({ account: confirmed, mail: reset }).text).toBe(
      "Email confirmed on 22 November 2026 at 14:10 UTC. “Reset your password” (22 November 2026 at 14:20 UTC) was accepted by the email provider; no delivery report yet.",
    );
  });

  test("when it is locked, closed, or nobody’s", () => {
    const lockedAt = at("14:30:00");
    expect(said({ account: { ...confirmed, lockedAt } })).toMatchObject({ tone: "bad" });
    expect(said({ account: { ...confirmed, lockedAt } }).text).toContain(
      "Locked by an operator on 22 November 2026 at 14:30 UTC. No one can sign in.",
    );
    expect(said({ account: { ...confirmed, eraseAt: at("18:00:00") } }).text).toContain(
      "Scheduled for deletion on 22 November 2026 at 18:00 UTC.",
    );
    expect(said({ account: null }).text).toBe("No account with this email. No emails requested.");
  });

  test("with the second factors, what helps who lost them, and that they are going to be removed", () => {
    const app = { id: "1", kind: "app" as const, name: null, number: null, isSynced: null };
    const factors = [{ ...app, addedAt: at("14:11:00"), lastUsedAt: null }];
    const account = { ...confirmed, factors, recoveryCodes: 7 };
    expect(said({ account }).text).toContain(
      "Signs in with a second factor: authenticator app. If they lost it, ask for a recovery code they saved (7 recovery codes left).",
    );
    expect(said({ account: { ...account, recoveryCodes: 0 } }).text).toContain(
      "They have no recovery codes left: if they lost it all, you can remove all second factors.",
    );
    const factorRemoval = { startedAt: at("14:30:00"), dueAt: at("23:30:00") };
    expect(said({ account: { ...account, factorRemoval } })).toMatchObject({
      tone: "bad",
      text: expect.stringContaining("They go on 22 November 2026 at 23:30 UTC unless"),
    });
  });
});
