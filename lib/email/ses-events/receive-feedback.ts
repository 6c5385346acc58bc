import "server-only";
import { createHash } from "node:crypto";
import { env } from "../../env";
import { plainForeignId } from "../../foreign-text";
import { log } from "../../log";
import { metrics } from "../../metrics/metrics";
import { checkEnvelope } from "./check-envelope";
import { confirmSubscription } from "./confirm-subscription";
import { readBounded } from "../../read-bounded";
import { reportRefusal } from "../report-refusal";
import { recordFeedback } from "./record-feedback";
import { readEnvelope, type SnsEnvelope } from "./sns-envelope";
import { parseSesEvent } from "./parse-ses-event";

/**
 * SNS's largest message is 256 KB, and grows when it is written into its envelope: quotes and
 * backslashes to twice, letters beyond ASCII to three times their bytes.
 */
const LONGEST_BODY_BYTES = 1_048_576;

/**
 * What became of a message, as the status that answers it. SNS repeats after a 5xx alone,
 * so that is the answer wherever another try may help, and never where it cannot.
 */
const STATUS = {
  recorded: 200,
  duplicate: 200,
  subscribed: 200,
  unsubscribed: 200,
  not_an_envelope: 400,
  raw_delivery: 400,
  foreign_topic: 403,
  stale: 403,
  forged: 403,
  foreign_certificate: 403,
  expired_certificate: 403,
  foreign_subscription: 403,
  switched_off: 404,
  too_large: 413,
  broken: 500,
  certificate_away: 503,
  subscription_away: 503,
} as const;

/** What SES says it tells of emails; the type is text of somebody else's, and no label may be. */
const KNOWN_TYPES = new Set([
  "Send",
  "Delivery",
  "Bounce",
  "Complaint",
  "DeliveryDelay",
  "Reject",
  "Rendering Failure",
]);

export type FeedbackOutcome = keyof typeof STATUS;

/** The id under which a message is kept: its own, or a digest of one that no index can hold. */
function eventIdOf(messageId: string): string {
  const digest = () => `sha256:${createHash("sha256").update(messageId).digest("hex")}`;
  return plainForeignId(messageId) ?? digest();
}

async function take(envelope: SnsEnvelope, now: Date): Promise<FeedbackOutcome> {
  switch (envelope.Type) {
    case "SubscriptionConfirmation": {
      const answer = await confirmSubscription(envelope, env.SES_SNS_CERTIFICATE_ORIGIN);
      if (answer === "fetched") log.info({ topic: envelope.TopicArn }, "subscribed to SES events");
      if (answer === "refused") return "foreign_subscription";
      return answer === "fetched" ? "subscribed" : "subscription_away";
    }
    case "UnsubscribeConfirmation":
      log.error({ topic: envelope.TopicArn }, "somebody ended the subscription to SES events");
      return "unsubscribed";
    case "Notification": {
      const feedback = parseSesEvent(envelope.Message, new Date(envelope.Timestamp));
      const recorded = await recordFeedback(eventIdOf(envelope.MessageId), feedback, now);
      if (recorded.outcome === "duplicate") return "duplicate";
      const { deliveryId, movedTo, address } = recorded;
      const { type, detail } = feedback;
      metrics.emailEvents.inc({ type: KNOWN_TYPES.has(type) ? type : "other" });
      const level = deliveryId === null ? "warn" : "info";
      log[level]({ deliveryId, type, movedTo, detail }, "SES told of a mail");
      const words = feedback.detail.diagnosticCode ?? feedback.detail.reason;
      if (deliveryId && address) reportRefusal(deliveryId, feedback.alarm, { address, words });
      return "recorded";
    }
  }
}

async function outcomeOf(request: Request, now: Date): Promise<FeedbackOutcome> {
  const topics = env.SES_SNS_TOPIC_ARNS;
  if (topics.length === 0) return "switched_off";
  // Without an envelope there is no signature: anybody could have sent it.
  if (request.headers.get("x-amz-sns-rawdelivery") === "true") return "raw_delivery";
  const body = await readBounded(request.body, LONGEST_BODY_BYTES);
  if (body === null) return "too_large";
  const envelope = readEnvelope(body);
  if (!envelope) return "not_an_envelope";
  const trust = { topics, certificateOrigin: env.SES_SNS_CERTIFICATE_ORIGIN };
  const checked = await checkEnvelope(envelope, trust, now);
  return checked === "genuine" ? take(envelope, now) : checked;
}

/** Takes what SNS sends to the webhook, and tells with which status to answer. */
export async function receiveFeedback(
  request: Request,
  now = new Date(),
): Promise<{ outcome: FeedbackOutcome; status: number }> {
  const outcome = await outcomeOf(request, now).catch((error: unknown) => {
    log.error({ err: error }, "an SES event could not be recorded; SNS will send it again");
    return "broken" as const;
  });
  metrics.feedback.inc({ outcome });
  const status = STATUS[outcome];
  if (status !== 200 && status !== 404)
    log.warn({ outcome }, "a message to the webhook of SES was not taken");
  return { outcome, status };
}
