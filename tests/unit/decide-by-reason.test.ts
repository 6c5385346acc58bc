import { describe, expect, test } from "vitest";
import { decideByReason, type Evidence } from "@/lib/email/reasons/decide-by-reason";
import { getConsequence, type Reason } from "@/lib/email/reasons/reason-table";
import corpus from "./email-replies.corpus.json";

const replies = Object.entries(corpus).flatMap(([label, texts]) =>
  texts.map((text) => ({ label: label as Reason, text, found: decideByReason({ text }).reason })),
);

/** Whether a reason keeps emails away for as long as a mailbox that does not exist. */
const isGone = (reason: Reason) => {
  const consequence = getConsequence(reason);
  return consequence.kind === "suppress" && consequence.days >= 30;
};

/** What was taken for what, for whoever has to mend a rule. */
function confusionTable(): string {
  const wrong = replies.filter(({ label, found }) => label !== found);
  const lines = wrong.map(({ label, found, text }) => `${label} taken for ${found}: ${text}`);
  return `\n${lines.toSorted().join("\n")}\n`;
}

describe("of the replies of mail servers that are known from public documents,", () => {
  test("a missing mailbox is found, and nobody else's is kept away", () => {
    const [gone, others] = [true, false].map((is) =>
      replies.filter(({ label }) => isGone(label) === is),
    );
    const share = (of: typeof replies = []) =>
      of.filter(({ found }) => isGone(found)).length / of.length;
    expect(share(gone), confusionTable()).toBeGreaterThanOrEqual(0.95);
    expect(share(others), confusionTable()).toBeLessThanOrEqual(0.01);
  });

  test("a reply that blames us or passes by itself never costs a mailbox a day", () => {
    const innocent = replies.filter(({ label }) => getConsequence(label).kind !== "suppress");
    const stopped = innocent.filter(({ found }) => getConsequence(found).kind === "suppress");
    expect(stopped.length / innocent.length, confusionTable()).toBeLessThanOrEqual(0.01);
  });
});

describe("the reason of a bounce", () => {
  test.each<[string, Reason]>([
    ["550 5.1.1 Empfänger unbekannt", "no_such_mailbox"],
    ["550 Dieses Postfach existiert nicht", "no_such_mailbox"],
    ["550 5.1.1 Usuário inexistente", "no_such_mailbox"],
    ["550 El usuario no existe", "no_such_mailbox"],
    ["550 Utilisateur inconnu", "no_such_mailbox"],
    ["550 Utente sconosciuto", "no_such_mailbox"],
    ["550 Użytkownik nie istnieje", "no_such_mailbox"],
    ["550 Пользователь не найден", "no_such_mailbox"],
    ["550 收件人不存在", "no_such_mailbox"],
    ["550 宛先のユーザーは存在しません", "no_such_mailbox"],
    ["552 5.2.2 Skrzynka przepełniona", "mailbox_full"],
    ["552 Caixa postal cheia", "mailbox_full"],
    ["554 5.7.1 Wiadomość rozpoznana jako spam", "content_refused"],
  ])("is read in many languages: %s", (text, reason) => {
    expect(decideByReason({ text }).reason).toBe(reason);
  });

  test.each<[Evidence, Reason]>([
    [{ text: "550 5.1.1 <ada@example.com> message classified as spam" }, "content_refused"],
    [{ text: "550 5.1.1 user unknown, or blocked by zen.spamhaus.org" }, "blocklisted"],
    [{ text: "451 4.1.1 User unknown" }, "system_trouble"],
    [{ text: "550 4.1.1 User unknown" }, "system_trouble"],
    [{ text: "550 No such user", stage: "MAIL FROM" }, "sender_dns_refused"],
    [{ text: "550 Unknown user", stage: "DATA" }, "recipient_policy"],
    [{ text: "550 5.1.1 Unknown user", stage: "DATA" }, "no_such_mailbox"],
    [{ text: "smtp; 550 Unknown user", status: "5.2.0" }, "recipient_policy"],
    [{ text: "550 host mx1.spamfilter.example said: user unknown" }, "no_such_mailbox"],
    [{ text: "", status: "5.1.1" }, "no_such_mailbox"],
    [{ text: "550 Nope" }, "bounced"],
    [{ text: "450 Nope" }, "system_trouble"],
    [{}, "bounced"],
  ])("leaves the address alone where signs contradict each other: %j", (evidence, reason) => {
    expect(decideByReason(evidence).reason).toBe(reason);
  });

  test("is SES's own where SES did not try, or calls it passing", () => {
    const text = "smtp; 550 5.1.1 user unknown";
    const bounce = (bounceType: string, bounceSubType: string) =>
      decideByReason({ text, ses: { bounceType, bounceSubType } }).reason;
    expect(bounce("Permanent", "General")).toBe("no_such_mailbox");
    expect(bounce("Undetermined", "Undetermined")).toBe("no_such_mailbox");
    expect(bounce("Transient", "General")).toBe("came_back");
    expect(bounce("Permanent", "OnAccountSuppressionList")).toBe("bounced_before");
    expect(bounce("Permanent", "EmailValidationSuppressed")).toBe("bounced_before");
  });

  test("of a text of any length is found at once", () => {
    for (const part of ["mailbox ", "a.", "5.1.1", "<address> user is was ", "a-"])
      expect(decideByReason({ text: part.repeat(100_000) }).reason).toBeTruthy();
  });
});
