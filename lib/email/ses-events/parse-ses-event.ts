import { redactForeignText } from "../../foreign-text";
import type { FeedbackMove } from "../delivery-status";
import type { BlockReason } from "../suppressions";
import type { FailureCode } from "../failures";
import { hardBounceCode, softBounceCode } from "./feedback-codes";
import { readSesEvent, type SesEvent } from "./ses-event";

/** What an event does to its email: nothing, or a move, why, and whether all email stops. */
type Effect = { move: FeedbackMove; code: FailureCode | null; block: BlockReason | null };

/** One event of the provider, in our words. */
export type Feedback = {
  type: string;
  occurredAt: Date;
  /** For the operator: without addresses, bodies and subjects. */
  detail: Record<string, string>;
  /** By which names its email may be known: our own, as the email carried it, and SES's. */
  deliveryId: string | null;
  messageId: string | null;
  effect: Effect | null;
};

type About = {
  /** Undefined where the event does not say when it happened. */
  occurredAt: Date | undefined;
  detail: Record<string, string | undefined>;
  effect: Effect | null;
};

const plainly = (move: FeedbackMove): Effect => ({ move, code: null, block: null });

function aboutBounce({ bounce, said }: SesEvent): About {
  const { bounceType, bounceSubType = "", timestamp: occurredAt } = bounce ?? {};
  // Of which type it is decides whether the address gets email again: not for us to guess.
  if (!bounceType) return { occurredAt, detail: { said: said() }, effect: null };
  const detail = { bounceType, bounceSubType, ...bounce?.bouncedRecipients[0] };
  // "Undetermined" is no proof that the mailbox does not exist.
  const effect: Effect =
    bounceType === "Permanent"
      ? { move: "hard_bounce", code: hardBounceCode(bounceSubType), block: "hard_bounce" }
      : { move: "soft_bounce", code: softBounceCode(bounceSubType), block: null };
  return { occurredAt, detail, effect };
}

function aboutComplaint({ complaint }: SesEvent): About {
  const { timestamp: occurredAt, ...detail } = complaint ?? {};
  // "not-spam" is the opposite: somebody took our email out of the spam folder (RFC 5965, 7.3).
  const isComplaint = complaint?.complaintFeedbackType !== "not-spam";
  const effect: Effect = { move: "complaint", code: "complained", block: "complaint" };
  return { occurredAt, detail, effect: isComplaint ? effect : null };
}

function aboutDelay({ deliveryDelay }: SesEvent): About {
  const {
    timestamp: occurredAt,
    delayType,
    expirationTime,
    delayedRecipients,
  } = {
    delayedRecipients: [],
    ...deliveryDelay,
  };
  const triesUntil = expirationTime?.toISOString();
  const detail = { delayType, triesUntil, ...delayedRecipients[0] };
  return { occurredAt, detail, effect: plainly("delay") };
}

function about(event: SesEvent): About {
  const sentAt = event.mail?.timestamp;
  switch (event.kind) {
    case "Send":
      return { occurredAt: sentAt, detail: {}, effect: plainly("send") };
    case "Delivery": {
      const { timestamp: occurredAt, smtpResponse } = event.delivery ?? {};
      return { occurredAt, detail: { smtpResponse }, effect: plainly("delivery") };
    }
    case "DeliveryDelay":
      return aboutDelay(event);
    case "Bounce":
      return aboutBounce(event);
    case "Complaint":
      return aboutComplaint(event);
    case "Reject":
    case "Rendering Failure": {
      const reason = event.reject?.reason ?? event.failure?.errorMessage;
      const effect: Effect = { move: "reject", code: "content_stopped", block: null };
      return { occurredAt: sentAt, detail: { reason }, effect };
    }
    default:
      return { occurredAt: sentAt, detail: { said: event.said() }, effect: null };
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The delivery's id as the email carried it: in its tag or, where SES tells no tags, a header. */
function deliveryIdOf({ mail }: SesEvent): string | null {
  const tagged = mail?.tags?.delivery[0];
  const header = mail?.headers.find(({ name }) => name.toLowerCase() === "x-entity-ref-id");
  return [tagged, header?.value].find((id) => id && UUID.test(id)) ?? null;
}

function kept(detail: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(detail).flatMap(([name, text]) =>
      text ? [[name, redactForeignText(text)]] : [],
    ),
  );
}

/**
 * What the message of an envelope says. One that we do not know is an event without effect.
 *
 * @param receivedAt when SNS passed it on, for events that do not say when they happened
 */
export function parseSesEvent(message: string, receivedAt: Date): Feedback {
  const event = readSesEvent(message);
  const { occurredAt, detail, effect } = about(event);
  return {
    type: event.kind,
    occurredAt: occurredAt ?? receivedAt,
    detail: kept(detail),
    deliveryId: deliveryIdOf(event),
    messageId: event.mail?.messageId ?? null,
    effect,
  };
}
