import type { FeedbackMove } from "../delivery-status";
import type { BlockReason } from "../suppressions";
import { withoutAddresses } from "../without-addresses";
import { type FeedbackCode, hardBounceCode, softBounceCode } from "./feedback-codes";
import { type KnownSesEvent, readSesEvent, type UnknownSesEvent } from "./ses-event";

/** What an event does to its mail: nothing, or a move, why, and whether all mail stops. */
type Effect = { move: FeedbackMove; code: FeedbackCode | null; block: BlockReason | null };

/** One event of the provider, in our words. */
export type Feedback = {
  type: string;
  occurredAt: Date;
  /** For the operator: without addresses, bodies and subjects. */
  detail: Record<string, string>;
  /** By which names its mail may be known: our own, as the mail carried it, and SES's. */
  deliveryId: string | null;
  messageId: string | null;
  effect: Effect | null;
};

type About = {
  occurredAt: Date;
  detail: Record<string, string | undefined>;
  effect: Effect | null;
};

const plainly = (move: FeedbackMove): Effect => ({ move, code: null, block: null });

function aboutBounce({ bounce }: Extract<KnownSesEvent, { kind: "Bounce" }>): About {
  const { bounceType, bounceSubType, timestamp: occurredAt } = bounce;
  const [recipient] = bounce.bouncedRecipients;
  const detail = { bounceType, bounceSubType, ...recipient };
  // "Undetermined" is no proof that the mailbox does not exist.
  const effect: Effect =
    bounceType === "Permanent"
      ? { move: "hard_bounce", code: hardBounceCode(bounceSubType), block: "hard_bounce" }
      : { move: "soft_bounce", code: softBounceCode(bounceSubType), block: null };
  return { occurredAt, detail, effect };
}

function aboutComplaint({ complaint }: Extract<KnownSesEvent, { kind: "Complaint" }>): About {
  const { timestamp: occurredAt, complaintSubType, complaintFeedbackType } = complaint;
  const detail = { complaintSubType: complaintSubType ?? undefined, complaintFeedbackType };
  // "not-spam" is the opposite: somebody took our mail out of the spam folder (RFC 5965, 7.3).
  const isComplaint = complaintFeedbackType !== "not-spam";
  const effect: Effect = { move: "complaint", code: "complained", block: "complaint" };
  return { occurredAt, detail, effect: isComplaint ? effect : null };
}

function about(event: KnownSesEvent): About {
  const { timestamp: sentAt } = event.mail;
  switch (event.kind) {
    case "Send":
      return { occurredAt: sentAt, detail: {}, effect: plainly("send") };
    case "Delivery": {
      const { timestamp: occurredAt, smtpResponse } = event.delivery;
      return { occurredAt, detail: { smtpResponse }, effect: plainly("delivery") };
    }
    case "DeliveryDelay": {
      const {
        timestamp: occurredAt,
        delayType,
        expirationTime,
        delayedRecipients,
      } = event.deliveryDelay;
      const triesUntil = expirationTime?.toISOString();
      const detail = { delayType, triesUntil, ...delayedRecipients[0] };
      return { occurredAt, detail, effect: plainly("delay") };
    }
    case "Bounce":
      return aboutBounce(event);
    case "Complaint":
      return aboutComplaint(event);
    case "Reject":
    case "Rendering Failure": {
      const reason = event.kind === "Reject" ? event.reject.reason : event.failure.errorMessage;
      const effect: Effect = { move: "reject", code: "content_stopped", block: null };
      return { occurredAt: sentAt, detail: { reason }, effect };
    }
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The delivery's id as the mail carried it: in its tag or, where SES tells no tags, a header. */
function deliveryIdOf(mail: UnknownSesEvent["mail"]): string | null {
  const tagged = mail?.tags?.delivery?.[0];
  const header = mail?.headers?.find(({ name }) => name.toLowerCase() === "x-entity-ref-id");
  return [tagged, header?.value].find((id) => id !== undefined && UUID.test(id)) ?? null;
}

function cleaned(detail: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(detail).flatMap(([name, text]) =>
      text === undefined ? [] : [[name, withoutAddresses(text)]],
    ),
  );
}

/**
 * What the message of an envelope says. One that we do not know is an event without effect.
 *
 * @param receivedAt when SNS passed it on, for events that do not say when they happened
 */
export function understand(message: string, receivedAt: Date): Feedback {
  const { isKnown, event } = readSesEvent(message);
  const { occurredAt, detail, effect } = isKnown
    ? about(event)
    : {
        occurredAt: event.mail?.timestamp ?? receivedAt,
        detail: { said: event.said },
        effect: null,
      };
  return {
    type: event.kind,
    occurredAt,
    detail: cleaned(detail),
    deliveryId: deliveryIdOf(event.mail),
    messageId: event.mail?.messageId ?? null,
    effect,
  };
}
