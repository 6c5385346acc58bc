import { redactForeignText } from "../../foreign-text";
import type { FeedbackMove } from "../delivery-status";
import { decideByReason, type Decision } from "../reasons/decide-by-reason";
import { findSuppression, type FailureSuppression } from "../reasons/find-suppression";
import type { Reason } from "../reasons/reason-table";
import type { FailureCode } from "../failures";
import { readSesEvent, type SesEvent } from "./ses-event";

/** What an event does to its email: nothing, or a move, why, and what stops emails from now on. */
type Effect = { move: FeedbackMove; code: FailureCode | null; block: FailureSuppression | null };

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
  /** Why someone who runs the app should know of it: our own fault, or words that nobody knows. */
  alarm: Reason | null;
};

type About = {
  /** Undefined where the event does not say when it happened. */
  occurredAt: Date | undefined;
  detail: Record<string, string | undefined>;
  effect: Effect | null;
  alarm?: Reason | null;
};

const toAlarm = ({ isAlarm, reason }: Decision) => (isAlarm ? reason : null);

const plainly = (move: FeedbackMove): Effect => ({ move, code: null, block: null });

/** A bounce for good, or one that passes. What is our fault is final until we mend it. */
function findBounceMove({ consequence }: Decision, bounceType: string): FeedbackMove {
  if (consequence.kind === "retry") return "soft_bounce";
  const isForGood = bounceType === "Permanent" || consequence.kind !== "none";
  return isForGood ? "hard_bounce" : "soft_bounce";
}

function aboutBounce({ bounce, said }: SesEvent): About {
  const { bounceType, bounceSubType = "", timestamp: occurredAt } = bounce ?? {};
  // Of which type it is decides whether the address gets email again: not for us to guess.
  if (!bounceType) return { occurredAt, detail: { said: said() }, effect: null };
  const recipient = bounce?.bouncedRecipients[0];
  const decision = decideByReason({
    text: recipient?.diagnosticCode,
    status: recipient?.status,
    ses: { bounceType, bounceSubType },
  });
  const effect: Effect = {
    move: findBounceMove(decision, bounceType),
    code: decision.reason,
    block: findSuppression(decision.reason),
  };
  const detail = { bounceType, bounceSubType, ...recipient };
  return { occurredAt, detail, effect, alarm: toAlarm(decision) };
}

function aboutComplaint({ complaint }: SesEvent): About {
  const { timestamp: occurredAt, ...detail } = complaint ?? {};
  const { reason } = decideByReason({ ses: { ...detail, isComplaint: true } });
  if (reason === "no_complaint") return { occurredAt, detail, effect: null };
  // SES tells of an email that it did not try, because of an earlier complaint, as a complaint.
  const move = reason === "bounced_before" ? "hard_bounce" : "complaint";
  return { occurredAt, detail, effect: { move, code: reason, block: findSuppression(reason) } };
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
  const [recipient] = delayedRecipients;
  // SES goes on trying, so the email has not failed; but a delay may be the first sign of trouble.
  const decision = decideByReason({
    text: recipient?.diagnosticCode,
    status: recipient?.status,
    ses: { delayType, isDelay: true },
  });
  return { occurredAt, detail, effect: plainly("delay"), alarm: toAlarm(decision) };
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
      const decision = decideByReason({ ses: { isReject: true } });
      const effect: Effect = { move: "reject", code: decision.reason, block: null };
      return { occurredAt: sentAt, detail: { reason }, effect, alarm: toAlarm(decision) };
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
  const { occurredAt, detail, effect, alarm = null } = about(event);
  return {
    type: event.kind,
    occurredAt: occurredAt ?? receivedAt,
    detail: kept(detail),
    deliveryId: deliveryIdOf(event),
    messageId: event.mail?.messageId ?? null,
    effect,
    alarm,
  };
}
