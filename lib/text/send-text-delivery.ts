import "server-only";
import { after, SECOND, startStopwatch } from "../clock";
import { CLAIM_MS, LATEST_HAND_OVER_MS } from "../email/attempt-times";
import { explainUnclaimed } from "../email/claim-delivery";
import { SendError } from "../email/failures";
import { recordFailure, recordSent } from "../email/record-attempt";
import type { SendOutcome } from "../email/send-email-delivery";
import { withdrawPointless } from "../email/withdraw-delivery";
import { log } from "../log";
import { metrics } from "../metrics/metrics";
import { oncePerProcess } from "../once-per-process";
import { maskNumber } from "../phone/phone-number";
import { CALL, withSpan } from "../tracing/with-span";
import { claimText } from "./claim-text";
import { snsTransport, type TextTransport } from "./sns";
import { buildText, findText } from "./text-content";
import { waitForTextSlot } from "./wait-for-text-slot";

const TOO_LATE = "This process was too busy: its attempt came too late to hand the text over";

const provider = () => oncePerProcess<TextTransport>("text provider", snsTransport);

/** Hands a text to SNS when its turn has come, unless that is too late for its claim. */
async function handToProvider(to: string, words: string, elapsedMs: () => number): Promise<string> {
  const waited = metrics.textSlotWaits.startTimer();
  await withSpan("wait for a turn to send", {}, waitForTextSlot);
  waited();
  if (elapsedMs() > LATEST_HAND_OVER_MS)
    throw new SendError("text_unavailable", new Error(TOO_LATE));
  const attempted = metrics.textAttempts.startTimer();
  try {
    const messageId = await withSpan("hand a text to the provider", { kind: CALL }, () =>
      provider().send(to, words),
    );
    attempted({ outcome: "accepted" });
    return messageId;
  } catch (error) {
    attempted({ outcome: "failed" });
    throw error;
  }
}

/**
 * Sends a text that was asked for, and writes down what became of it. A text that was sent is not
 * sent again, whoever asks; one whose code does nothing any more is cancelled. What an email and a
 * text have in common, the attempts and the moves between statuses, is lib/email's.
 *
 * @param attempt 0 for the first of a run; each further one that fails waits longer
 * @param elapsedMs since `now`: an attempt that has become too late for its claim ends
 */
export async function sendTextDelivery(
  deliveryId: string,
  now = new Date(),
  { attempt = 0, elapsedMs = startStopwatch() } = {},
): Promise<SendOutcome> {
  const delivery = await findText(deliveryId);
  if (!delivery) return { outcome: "not_found" };
  const content = buildText(delivery, now);
  const result = content
    ? await tryToSend(deliveryId, content, now, { attempt, elapsedMs })
    : await withdrawPointless(deliveryId, now);
  const country = delivery.phoneCode?.country ?? "";
  metrics.texts.inc({ country, outcome: result.outcome });
  if (result.outcome === "sent" && !delivery.sentAt)
    metrics.textRequestToSent.observe(
      (after(now, elapsedMs()).getTime() - delivery.createdAt.getTime()) / SECOND,
    );
  return result;
}

async function tryToSend(
  deliveryId: string,
  { to, words }: { to: string; words: string },
  now: Date,
  { attempt, elapsedMs }: { attempt: number; elapsedMs: () => number },
): Promise<SendOutcome> {
  const attemptId = await claimText(deliveryId, now);
  if (!attemptId) return explainUnclaimed(deliveryId, now, CLAIM_MS);
  let messageId: string;
  try {
    messageId = await handToProvider(to, words, elapsedMs);
  } catch (error) {
    const held = { deliveryId, attemptId, claimedAt: now };
    return recordFailure(held, error, { attempt, now: after(now, elapsedMs()) });
  }
  // Outside the try: a database that is away now must not turn a sent text into a failed one.
  await recordSent(deliveryId, attemptId, messageId, after(now, elapsedMs()));
  log.info({ deliveryId, messageId, to: maskNumber(to) }, "a text was sent");
  return { outcome: "sent" };
}
