import { isDeadLetter } from "../../email/dead-letters";
import { statusWords, templateWords } from "../lists/delivery-words";
import { explainToOperator } from "../../email/failures";
import { failureAdvice } from "../lists/failed-list";
import { type Entry, lapse, RANK, type Tone, withoutLinks } from "./entry";
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

/** "Bounced: the mailbox does not exist". */
function statusLine({ status, failureCode }: Mail): string {
  const why = explainToOperator(failureCode);
  return `Now: ${statusWords[status].toLowerCase()}${why ? ` (${why})` : ""}`;
}

function asked(mail: Mail, address: string, now: Date): Entry {
  return {
    at: mail.createdAt,
    rank: RANK.mailAsked,
    title: `Mail asked for: “${templateWords[mail.template]}”`,
    tone: tones[mail.status],
    lines: [
      ...(mail.address === address ? [] : [`To ${mail.address}`]),
      statusLine(mail),
      ...(mail.providerMessageId ? [`SES id ${mail.providerMessageId}`] : []),
    ],
    ...(isDeadLetter(mail, now) && { replayable: mail.id }),
  };
}

function attempted(attempt: Attempt, mail: string): Entry {
  const { startedAt, endedAt, outcome, failureCode, failureDetail } = attempt;
  const why = explainToOperator(failureCode) ?? "no reason known";
  const advice = failureAdvice.find(({ code }) => code === failureCode)?.advice;
  const common = { at: endedAt ?? startedAt, rank: RANK.attempted };
  const lines = [
    mail,
    ...(failureDetail ? [withoutLinks(failureDetail)] : []),
    ...(advice ? [`What to do: ${advice}`] : []),
  ];
  if (outcome === "accepted") {
    const took = endedAt ? [`It took ${lapse(startedAt, endedAt)}`] : [];
    return {
      ...common,
      title: "The mail service took the mail",
      tone: "good",
      lines: [mail, ...took],
    };
  }
  if (outcome === "deferred")
    return { ...common, title: `Not taken now: ${why}`, tone: "waiting", lines };
  if (outcome === "rejected") return { ...common, title: `Refused: ${why}`, tone: "bad", lines };
  const title = endedAt ? `Perhaps taken: ${why}` : "An attempt began, and its end is not known";
  return { ...common, title, tone: "waiting", lines };
}

/** What we show of the provider's word. Never all of it: a click, say, would name the link. */
const SHOWN: Record<string, string> = {
  diagnosticCode: "In the server’s words",
  smtpResponse: "In the server’s words",
  status: "Status",
  delayType: "Delay",
  triesUntil: "SES tries until",
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
    Send: { title: "SES: the mail is on its way", tone: "good" },
    Delivery: { title: "SES: delivered to the mailbox’s server", tone: "good" },
    Bounce: { title: `SES: the mail came back${bounce}`, tone: "bad" },
    Complaint: { title: "SES: the reader called the mail spam", tone: "bad" },
    DeliveryDelay: { title: "SES: the mail is delayed", tone: "waiting" },
    Reject: { title: "SES: the mail was stopped", tone: "bad" },
    "Rendering Failure": { title: "SES: the mail could not be made", tone: "bad" },
  };
  return told[type] ?? { title: `SES: ${type}`, tone: "neutral" };
}

/** The way of each email: asked for, handed over, tried, and what the provider told of it. */
export function mailEntries(history: History, address: string, now: Date): Entry[] {
  const { deliveries, outbox, attempts, events } = history;
  const names = new Map(deliveries.map(({ id, template }) => [id, `“${templateWords[template]}”`]));
  const nameOf = (deliveryId: string | null) => names.get(deliveryId ?? "") ?? "A mail";
  return [
    ...deliveries.map((mail) => asked(mail, address, now)),
    ...outbox.map(({ deliveryId, createdAt, publishedAt }): Entry => ({
      at: publishedAt ?? createdAt,
      rank: RANK.published,
      title: publishedAt ? "Handed over to Inngest" : "Waits in the outbox for Inngest",
      tone: publishedAt ? "neutral" : "waiting",
      lines: [
        nameOf(deliveryId),
        publishedAt
          ? `${lapse(createdAt, publishedAt)} after it was asked for`
          : `For ${lapse(createdAt, now)} by now`,
      ],
    })),
    ...attempts.map((attempt) => attempted(attempt, nameOf(attempt.deliveryId))),
    ...events.map(({ deliveryId, type, occurredAt, detail }): Entry => {
      const fields = detail as Record<string, unknown>;
      const words = Object.entries(SHOWN).flatMap(([name, label]) => {
        const text = fields[name];
        return typeof text === "string" ? [`${label}: ${withoutLinks(text)}`] : [];
      });
      const lines = [nameOf(deliveryId), ...words];
      return { at: occurredAt, rank: RANK.told, ...toldOf(type, fields), lines };
    }),
  ];
}
