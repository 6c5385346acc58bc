import "server-only";
import { startStopwatch } from "../clock";
import { env } from "../env";
import { metrics } from "../metrics/metrics";
import { oncePerProcess } from "../once-per-process";
import { CALL, withSpan } from "../tracing/with-span";
import { LATEST_HAND_OVER_MS } from "./attempt-times";
import { SendError } from "./failures";
import { waitForSendSlot } from "./send-rate/wait-for-send-slot";
import { sesTransport } from "./ses";
import { smtpTransport } from "./smtp";
import type { RawEmail, SendQuota, Transport } from "./transport";

/** The provider that `MAIL_TRANSPORT` names. The other is never set up. */
function provider(): Transport {
  return oncePerProcess("email provider", () =>
    env.MAIL_TRANSPORT === "smtp" && env.SMTP_URL ? smtpTransport(env.SMTP_URL) : sesTransport(),
  );
}

const TOO_LATE = "This process was too busy: its attempt came too late to hand the email over";

const start = oncePerProcess<{ warmUp?: Promise<unknown> }>(
  "start of the email provider",
  () => ({}),
);

/** How fast and how much the provider lets us send; null where it has no way to tell. */
export async function readQuota(): Promise<SendQuota | null> {
  const reading = provider().readQuota?.() ?? Promise.resolve(null);
  start.warmUp ??= reading.catch(() => null);
  return reading;
}

/**
 * Hands a message to the provider when its turn has come. There is no way around the turn.
 * Where that comes too late for the claim, nothing is sent: another attempt may have the email
 * by the time this one ends.
 *
 * @param elapsedMs since the email was claimed
 * @returns the provider's id of the message
 * @throws SendError; `classifyFailure` tells what it means
 */
export async function sendRaw(mail: RawEmail, elapsedMs = startStopwatch()): Promise<string> {
  // The first request loads half of the SDK. Emails that had their turn would wait for that
  // together, and go out together.
  if (!start.warmUp) await readQuota().catch(() => null);
  await start.warmUp;
  const waited = metrics.sendSlotWaits.startTimer();
  await withSpan("wait for a turn to send", {}, waitForSendSlot);
  waited();
  if (elapsedMs() > LATEST_HAND_OVER_MS) throw new SendError("unavailable", new Error(TOO_LATE));
  const attempted = metrics.attempts.startTimer();
  try {
    const messageId = await withSpan("hand a mail to the provider", { kind: CALL }, () =>
      provider().send(mail),
    );
    attempted({ outcome: "accepted" });
    return messageId;
  } catch (error) {
    attempted({ outcome: "failed" });
    throw error;
  }
}
