import { isDeadLetter } from "../../email/dead-letters";
import { formatDateTime } from "../../format-date-time";
import { explainToOperator } from "../../email/failures";
import { failureAdvice } from "../lists/failed-list";
import { templateWords } from "../lists/delivery-words";
import type { Tone } from "./entry";
import type { NewestEmail, Situation } from "./read-situation";
import type { Stop } from "./person";

/** Where things stand with somebody, and why. */
export type Explanation = { tone: Tone; sentences: string[] };

type Part = { tone: Tone; text: string };

const stoppedEmails: Record<Stop["scope"], string> = {
  everything: "every mail to the address is",
  registration: "mails about registering are",
  recovery: "mails about a new password are",
  address_change: "mails about a change of address are",
};

const whyStopped: Record<Stop["reason"], string> = {
  hard_bounce: "because one came back for good. Lift that once the address is right.",
  complaint: "because its reader called one spam. Ask them another way before you lift that.",
  not_me: "because their reader pressed “this was not me”. Lift that only if they ask for it.",
  operator: "by an operator, for the reason that stands below.",
};

function ofStop({ scope, reason, createdAt, expiresAt }: Stop): Part {
  const until = expiresAt ? ` until ${formatDateTime(expiresAt)}` : "";
  const text = `Since ${formatDateTime(createdAt)} ${stoppedEmails[scope]} stopped${until}, ${whyStopped[reason]}`;
  return { tone: "bad", text };
}

const adviceFor = (code: string | null) => failureAdvice.find((each) => each.code === code)?.advice;

/** What an email that arrived waits for: somebody to open its link. */
function afterArrival({ proof, opened }: NewestEmail, now: Date): Part {
  if (!proof || proof.usedAt) return { tone: "good", text: "was delivered" };
  if (proof.voidedAt)
    return { tone: "neutral", text: "was delivered, and its link has been made void since" };
  const tries = proof.codeTries > 0 ? ` Its code was tried ${proof.codeTries} of 5 times.` : "";
  const isOver = proof.expiresAt <= now;
  const end = isOver ? ` The link expired ${formatDateTime(proof.expiresAt)}: send another.` : "";
  const ways = {
    person: "was delivered and its link was opened, but nothing was confirmed",
    scanner: "was delivered, but only what looks like a scanner opened its link",
    nobody: "was delivered, but nobody opened its link: it may lie in the spam folder",
  };
  return { tone: "waiting", text: `${ways[opened]}.${tries}${end}` };
}

const OVERDUE_TEXT =
  "is overdue: Inngest took its event and did not run it. It is handed over again by itself; replay it to send it at once";

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
        ? { tone: "waiting", text: "waits at Inngest for its turn" }
        : { tone: "waiting", text: "waits in the outbox: Inngest has not taken it yet" };
    case "sending":
      return { tone: "waiting", text: "is being sent this moment" };
    case "deferred":
      return {
        tone: "waiting",
        text: `was not taken yet${because}. It is tried again by itself.${then}`,
      };
    case "unknown":
      return {
        tone: "waiting",
        text: `may have been sent${because}. SES may still tell; if it does not, replay it.`,
      };
    case "sent":
      return {
        tone: "waiting",
        text: "was taken by the mail service, which has not told yet whether it arrived",
      };
    case "delayed":
      return { tone: "waiting", text: `is delayed${because}` };
    case "delivered":
      return afterArrival(mail, now);
    case "bounced":
      return { tone: "bad", text: `came back${because}` };
    case "complained":
      return { tone: "bad", text: "arrived, and its reader called it spam" };
    case "failed":
      return { tone: "bad", text: `was not sent${because}.${then}` };
    case "cancelled":
      return why
        ? { tone: "bad", text: `was not sent${because}` }
        : { tone: "neutral", text: "was withdrawn before it was sent: it had lost its point" };
  }
}

function ofMail(mail: NewestEmail, now: Date): Part {
  const { tone, text } = fateOf(mail, now);
  const end = text.endsWith(".") ? "" : ".";
  const name = `The mail of ${formatDateTime(mail.createdAt)} (“${templateWords[mail.template]}”)`;
  return { tone, text: `${name} ${text}${end}` };
}

function ofAccount({ account, mail }: Situation): Part[] {
  if (!account) return [{ tone: "neutral", text: "Nobody has an account with this address." }];
  const { confirmedAt, lockedAt, eraseAt } = account;
  return [
    ...(eraseAt
      ? [
          {
            tone: "bad",
            text: `The account is closed, to be erased from ${formatDateTime(eraseAt)} on.`,
          } as const,
        ]
      : []),
    ...(lockedAt
      ? [
          {
            tone: "bad",
            text: `An operator locked the account ${formatDateTime(lockedAt)}: nobody gets in.`,
          } as const,
        ]
      : []),
    ...(confirmedAt
      ? [
          {
            tone: "good",
            text: `The address was confirmed ${formatDateTime(confirmedAt)}${isOlder(mail, confirmedAt) ? ", and no mail was asked for since" : ""}.`,
          } as const,
        ]
      : []),
  ];
}

/** An email that was asked for before the address was confirmed has no more to say. */
function isOlder(mail: NewestEmail | null, confirmedAt: Date): boolean {
  return mail === null || mail.createdAt <= confirmedAt;
}

const WEIGHTS: Tone[] = ["bad", "waiting", "good", "neutral"];

/**
 * Says in a few sentences where things stand with somebody and why, the account first: what
 * an operator answers to "why did Ann get no mail?".
 */
export function explain(situation: Situation, now: Date): Explanation {
  const { account, mail, stops } = situation;
  const isSettled = account?.confirmedAt ? isOlder(mail, account.confirmedAt) : false;
  const ofMails = mail
    ? [ofMail(mail, now)]
    : [{ tone: "neutral", text: "No mail was asked for." } as const];
  const parts = [
    ...ofAccount(situation),
    ...(isSettled ? [] : ofMails),
    ...stops.filter(({ expiresAt }) => !expiresAt || expiresAt > now).map(ofStop),
  ];
  const tone = WEIGHTS.find((each) => parts.some((part) => part.tone === each)) ?? "neutral";
  return { tone, sentences: parts.map(({ text }) => text) };
}
