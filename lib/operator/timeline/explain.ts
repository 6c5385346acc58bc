import { isDeadLetter } from "../../email/dead-letters";
import { formatDateTime } from "../../format-date-time";
import { explainToOperator } from "../../email/failures";
import { failureAdvice } from "../lists/failed-list";
import { templateWords } from "../lists/delivery-words";
import { factorWords } from "../lists/factor-words";
import { explainBounce } from "../lists/suppression-list";
import type { Tone } from "./entry";
import type { NewestEmail, Situation } from "./read-situation";
import type { Stop } from "./person";

/** The status of someone and why; `lead` is the sentence that matters most. */
export type Explanation = { tone: Tone; lead: string; sentences: string[] };

type Part = { tone: Tone; text: string };

const stoppedEmails: Record<Stop["scope"], string> = {
  everything: "All email to this address has",
  registration: "Sign-up emails have",
  recovery: "Password reset emails have",
  address_change: "Email change emails have",
};

const whyStopped: Record<Stop["reason"], (bounce: string | null) => string> = {
  hard_bounce: (bounce) =>
    `after a hard bounce${bounce ? ` (${bounce})` : ""}. Remove the block once the address is fixed.`,
  complaint: () => "after a spam complaint. Check with them another way before you remove it.",
  not_me: () => "because they clicked “This wasn’t me”. Only remove it if they ask.",
  operator: () => "by an operator (see the reason below).",
};

function ofStop({ scope, reason, createdAt, expiresAt, ...bounce }: Stop): Part {
  const until = expiresAt ? `, until ${formatDateTime(expiresAt)},` : "";
  const text = `${stoppedEmails[scope]} been blocked since ${formatDateTime(createdAt)}${until} ${whyStopped[reason](explainBounce(bounce))}`;
  return { tone: "bad", text };
}

const adviceFor = (code: string | null) => failureAdvice.find((each) => each.code === code)?.advice;

/** What an email that arrived waits for: somebody to open its link. */
function afterArrival({ proof, opened }: NewestEmail, now: Date): Part {
  if (!proof || proof.usedAt) return { tone: "good", text: "was delivered" };
  if (proof.voidedAt)
    return { tone: "neutral", text: "was delivered; its link has since been cancelled" };
  const tries = proof.codeTries > 0 ? ` ${proof.codeTries} of 5 code attempts used.` : "";
  const isOver = proof.expiresAt <= now;
  const end = isOver ? ` The link expired on ${formatDateTime(proof.expiresAt)}. Resend it.` : "";
  const ways = {
    person: "was delivered and its link was opened, but nothing was confirmed",
    scanner: "was delivered, but only a scanner seems to have opened its link",
    nobody: "was delivered, but the link hasn’t been opened. It may be in spam",
  };
  return { tone: "waiting", text: `${ways[opened]}.${tries}${end}` };
}

const OVERDUE_TEXT =
  "is overdue: Inngest accepted its event but didn’t run it. It’s sent to Inngest again automatically. Retry it to send it now";

function fateOf(mail: NewestEmail, now: Date): Part {
  const why = explainToOperator(mail.failureCode);
  const because = why ? `: ${why}` : "";
  const advice = adviceFor(mail.failureCode);
  const then = advice ? ` ${advice}` : "";
  const isStuck = ["queued", "sending", "deferred"].includes(mail.status) && mail.isPublished;
  if (isStuck && isDeadLetter(mail, now)) return { tone: "bad", text: `${OVERDUE_TEXT}${because}` };
  switch (mail.status) {
    case "queued":
      return mail.isPublished
        ? { tone: "waiting", text: "is queued in Inngest" }
        : { tone: "waiting", text: "is waiting in the outbox (not yet sent to Inngest)" };
    case "sending":
      return { tone: "waiting", text: "is being sent now" };
    case "deferred":
      return {
        tone: "waiting",
        text: `hasn’t been accepted yet${because}. We’ll retry automatically.${then}`,
      };
    case "unknown":
      return {
        tone: "waiting",
        text: `may have been sent${because}. If SES doesn’t report back, retry it.`,
      };
    case "sent":
      return {
        tone: "waiting",
        text: "was accepted by the email provider; no delivery report yet",
      };
    case "delayed":
      return { tone: "waiting", text: `is delayed${because}` };
    case "delivered":
      return afterArrival(mail, now);
    case "bounced":
      return { tone: "bad", text: `bounced${because}` };
    case "complained":
      return { tone: "bad", text: "was delivered, then marked as spam" };
    case "failed":
      return { tone: "bad", text: `wasn’t sent${because}.${then}` };
    case "cancelled":
      return why
        ? { tone: "bad", text: `wasn’t sent${because}` }
        : { tone: "neutral", text: "was cancelled before sending: no longer needed" };
  }
}

function ofMail(mail: NewestEmail, now: Date): Part {
  const { tone, text } = fateOf(mail, now);
  const end = text.endsWith(".") ? "" : ".";
  const name = `“${templateWords[mail.template]}” (${formatDateTime(mail.createdAt)})`;
  return { tone, text: `${name} ${text}${end}` };
}

function ofAccount({ account, mail }: Situation): Part[] {
  if (!account) return [{ tone: "neutral", text: "No account with this email." }];
  const { confirmedAt, lockedAt, eraseAt } = account;
  return [
    ...(eraseAt
      ? [
          {
            tone: "bad",
            text: `Scheduled for deletion on ${formatDateTime(eraseAt)}.`,
          } as const,
        ]
      : []),
    ...(lockedAt
      ? [
          {
            tone: "bad",
            text: `Locked by an operator on ${formatDateTime(lockedAt)}. No one can sign in.`,
          } as const,
        ]
      : []),
    ...(confirmedAt
      ? [
          {
            tone: "good",
            text: `Email confirmed on ${formatDateTime(confirmedAt)}.${isOlder(mail, confirmedAt) ? " No emails requested since." : ""}`,
          } as const,
        ]
      : []),
  ];
}

/** How somebody takes the second step, and what helps who cannot. */
function ofFactors({ account }: Situation): Part[] {
  if (!account || account.factors.length === 0) return [];
  const { factors, recoveryCodes: codes, factorRemoval } = account;
  if (factorRemoval)
    return [
      {
        tone: "bad",
        text: `An operator started to remove all second factors on ${formatDateTime(factorRemoval.startedAt)}. They go on ${formatDateTime(factorRemoval.dueAt)} unless the owner or an operator stops it.`,
      },
    ];
  const ways = [...new Set(factors.map(({ kind }) => factorWords[kind].toLowerCase()))];
  const left = codes === 1 ? "1 recovery code" : `${codes} recovery codes`;
  const lost =
    codes > 0
      ? `If they lost ${ways.length > 1 ? "all of these" : "it"}, ask for a recovery code they saved (${left} left).`
      : "They have no recovery codes left: if they lost it all, you can remove all second factors.";
  return [{ tone: "neutral", text: `Signs in with a second factor: ${ways.join(", ")}. ${lost}` }];
}

/** An email that was asked for before the address was confirmed has no more to say. */
function isOlder(mail: NewestEmail | null, confirmedAt: Date): boolean {
  return mail === null || mail.createdAt <= confirmedAt;
}

const WEIGHTS: Tone[] = ["bad", "waiting", "good", "neutral"];

/**
 * Says in a few sentences what the status of someone is and why, the account first: what an
 * operator answers to "why did Ann get no email?".
 */
export function explain(situation: Situation, now: Date): Explanation {
  const { account, mail, stops } = situation;
  const isSettled = account?.confirmedAt ? isOlder(mail, account.confirmedAt) : false;
  const ofMails = mail
    ? [ofMail(mail, now)]
    : [{ tone: "neutral", text: "No emails requested." } as const];
  const parts = [
    ...ofAccount(situation),
    ...ofFactors(situation),
    ...(isSettled ? [] : ofMails),
    ...stops.filter(({ expiresAt }) => !expiresAt || expiresAt > now).map(ofStop),
  ];
  const tone = WEIGHTS.find((each) => parts.some((part) => part.tone === each)) ?? "neutral";
  const lead = parts.find((part) => part.tone === tone)?.text ?? "";
  return { tone, lead, sentences: parts.map(({ text }) => text) };
}
