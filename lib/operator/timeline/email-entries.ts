import { isDeadLetter } from "../../email/dead-letters";
import { statusWords, templateWords } from "../lists/delivery-words";
import { explainToOperator } from "../../email/failures";
import { maskNumber } from "../../phone/phone-number";
import { failureAdvice } from "../lists/failed-list";
import { type Entry, type EntryEmail, lapse, RANK, type Tone, withoutLinks } from "./entry";
import type { History } from "./read-history";

type Mail = History["deliveries"][number];
type Attempt = History["attempts"][number];

const tones: Record<Mail["status"], Tone> = {
  queued: "waiting",
  sending: "waiting",
  deferred: "waiting",
  unknown: "waiting",
  sent: "good",
  delayed: "waiting",
  delivered: "good",
  bounced: "bad",
  complained: "bad",
  failed: "bad",
  cancelled: "neutral",
};

/** "Now: bounced (the mailbox doesn’t exist)". */
function statusLine({ status, failureCode }: Mail): string {
  const why = explainToOperator(failureCode);
  return `Now: ${statusWords[status].toLowerCase()}${why ? ` (${why})` : ""}`;
}

/** "Text message to +49 … 12": operators need no more of a number than its owner. */
const titleOf = ({ channel, template, address }: Mail) =>
  channel === "text" ? `Text message to ${maskNumber(address)}` : templateWords[template];

function asked(mail: Mail, address: string, now: Date): Entry {
  const isText = mail.channel === "text";
  return {
    at: mail.createdAt,
    rank: RANK.mailAsked,
    title: isText ? titleOf(mail) : `Email requested: “${titleOf(mail)}”`,
    tone: tones[mail.status],
    lines: [
      ...(mail.address === address || isText ? [] : [`To ${mail.address}`]),
      statusLine(mail),
      `${isText ? "Text" : "Email"} ID ${mail.id}`,
      ...(mail.providerMessageId ? [`${isText ? "SNS" : "SES"} ID ${mail.providerMessageId}`] : []),
    ],
    ...(isDeadLetter(mail, now) && { replayable: mail.id }),
  };
}

/**
 * @param provider who was tried
 * @param isAdvised whether it says what to do: of attempts that failed alike, the newest does
 */
function attempted(attempt: Attempt, provider: string, isAdvised: boolean): Entry {
  const { startedAt, endedAt, outcome, failureCode, failureDetail } = attempt;
  const why = explainToOperator(failureCode) ?? "unknown reason";
  const known = failureAdvice.find(({ code }) => code === failureCode);
  const advice = isAdvised && known?.advice;
  const common = { at: endedAt ?? startedAt, rank: RANK.attempted };
  const lines = [
    ...(failureDetail ? [withoutLinks(failureDetail)] : []),
    ...(advice ? [`What to do: ${advice}`] : []),
  ];
  if (outcome === "accepted") {
    const took = endedAt ? [`It took ${lapse(startedAt, endedAt)}`] : [];
    return { ...common, title: `Accepted by ${provider}`, tone: "good", lines: took };
  }
  if (outcome === "deferred")
    return { ...common, title: `Not accepted yet: ${why}`, tone: "waiting", lines };
  if (outcome === "rejected") return { ...common, title: `Rejected: ${why}`, tone: "bad", lines };
  const title = endedAt ? `Possibly sent: ${why}` : "Attempt started, outcome unknown";
  return { ...common, title, tone: "waiting", lines };
}

/** What we show of the provider's word. Never all of it: a click, say, would name the link. */
const SHOWN: Record<string, string> = {
  diagnosticCode: "Server response",
  smtpResponse: "Server response",
  status: "Status",
  delayType: "Delay",
  triesUntil: "SES retries until",
  reason: "Reason",
  complaintFeedbackType: "Kind",
  complaintSubType: "Subtype",
};

function toldOf(type: string, detail: Record<string, unknown>): Pick<Entry, "title" | "tone"> {
  const kinds = [detail.bounceType, detail.bounceSubType].filter(
    (each) => typeof each === "string",
  );
  const bounce = kinds.length > 0 ? ` (${kinds.join(", ")})` : "";
  const told: Record<string, Pick<Entry, "title" | "tone">> = {
    Send: { title: "SES: sending", tone: "good" },
    Delivery: { title: "SES: delivered", tone: "good" },
    Bounce: { title: `SES: bounced${bounce}`, tone: "bad" },
    Complaint: { title: "SES: marked as spam", tone: "bad" },
    DeliveryDelay: { title: "SES: delayed", tone: "waiting" },
    Reject: { title: "SES: rejected", tone: "bad" },
    "Rendering Failure": { title: "SES: rendering failed", tone: "bad" },
  };
  return told[type] ?? { title: `SES: ${type}`, tone: "neutral" };
}

/** Each email of a history as its entries name it. */
export function entryEmails({ deliveries }: Pick<History, "deliveries">): Map<string, EntryEmail> {
  return new Map(
    deliveries.map((mail) => {
      const { id, status } = mail;
      return [id, { id, title: titleOf(mail), status }];
    }),
  );
}

/** The way of each email: requested, handed to Inngest, tried, and what the provider told of it. */
export function mailEntries(history: History, address: string, now: Date): Entry[] {
  const { deliveries, outbox, attempts, events } = history;
  const emails = entryEmails(history);
  const about = (deliveryId: string | null) => ({ email: emails.get(deliveryId ?? "") });
  const texts = new Set(deliveries.flatMap(({ id, channel }) => (channel === "text" ? [id] : [])));
  const providerOf = ({ deliveryId }: Attempt) =>
    texts.has(deliveryId) ? "Amazon SNS" : "the email provider";
  const isNewest = (attempt: Attempt) =>
    attempts.find(
      ({ deliveryId, failureCode }) =>
        deliveryId === attempt.deliveryId && failureCode === attempt.failureCode,
    ) === attempt;
  return [
    ...deliveries.map((mail) => ({ ...asked(mail, address, now), ...about(mail.id) })),
    ...outbox.map(({ deliveryId, createdAt, publishedAt }): Entry => ({
      at: publishedAt ?? createdAt,
      rank: RANK.published,
      title: publishedAt ? "Sent to Inngest" : "Waiting in the outbox",
      tone: publishedAt ? "neutral" : "waiting",
      lines: [
        publishedAt
          ? `${lapse(createdAt, publishedAt)} after the request`
          : `For ${lapse(createdAt, now)} so far`,
      ],
      ...about(deliveryId),
    })),
    ...attempts.map((attempt) => ({
      ...attempted(attempt, providerOf(attempt), isNewest(attempt)),
      ...about(attempt.deliveryId),
    })),
    ...events.map(({ deliveryId, type, occurredAt, detail }): Entry => {
      const fields = detail as Record<string, unknown>;
      const lines = Object.entries(SHOWN).flatMap(([name, label]) => {
        const text = fields[name];
        return typeof text === "string" ? [`${label}: ${withoutLinks(text)}`] : [];
      });
      const told = toldOf(type, fields);
      return { at: occurredAt, rank: RANK.told, ...told, lines, ...about(deliveryId) };
    }),
  ];
}
