import "server-only";
import { after, SECOND, startStopwatch } from "../clock";
import type { Delivery } from "../db";
import { env } from "../env";
import { log } from "../log";
import { metrics } from "../metrics/metrics";
import { claimDelivery, explainUnclaimed } from "./claim-delivery";
import { composeMessage } from "./compose";
import {
  buildContent,
  type EmailContent,
  findDelivery,
  stoppableKind,
} from "./content/build-content";
import type { FailureCode } from "./failures";
import { maskAddress } from "./mask-address";
import { sendRaw } from "./provider";
import { recordFailure, recordSent } from "./record-attempt";
import { renderEmail } from "./render";
import { removeFromSesList } from "./ses-suppression-list";
import { withdrawPointless } from "./withdraw-delivery";

/** What became of an attempt to send an email. */
export type SendOutcome =
  | { outcome: "sent" | "cancelled" | "not_found" }
  /** It waits until its mailbox provider takes our emails again; a sweep has it tried. */
  | { outcome: "held" }
  | { outcome: "failed"; code: FailureCode }
  /** To be tried again after so many milliseconds. */
  | { outcome: "deferred"; code: FailureCode; waitMs: number }
  /** "unknown": the provider may have taken it, and its word is waited for until then. */
  | { outcome: "under_way" | "unknown"; until: Date };

/**
 * Sends an email that was asked for. What it says and where it goes is decided now, by what is
 * true now: an address may have got an account, or a wish may have been taken back, since it
 * was asked. Before it is claimed, because an email that has lost its point takes no attempt.
 *
 * @param attempt 0 for the first of a run; each further one that fails waits longer
 * @param elapsedMs since `now`: an attempt that has become too late for its claim ends
 */
export async function sendEmailDelivery(
  deliveryId: string,
  now = new Date(),
  { attempt = 0, elapsedMs = startStopwatch() } = {},
): Promise<SendOutcome> {
  const delivery = await findDelivery(deliveryId);
  if (!delivery) return { outcome: "not_found" };
  const content = await buildContent(delivery, now);
  if (!content) return withdrawPointless(deliveryId, now);
  const result = await tryToSend(delivery, content, now, { attempt, elapsedMs });
  const { template } = content;
  metrics.emails.inc({ template, outcome: result.outcome });
  if (result.outcome === "sent" && !delivery.sentAt)
    metrics.requestToSent.observe(
      { template },
      (after(now, elapsedMs()).getTime() - delivery.createdAt.getTime()) / SECOND,
    );
  return result;
}

/**
 * Claims an email, renders it, hands it to the provider (SES or an SMTP server) and writes down
 * what became of it. An email that was sent is not sent again, whoever asks. Where SES may have
 * taken one and its answer was lost, its Send event is waited for; where there are no events
 * (SMTP has none), or none came, the email is sent again, with the same link and code.
 */
async function tryToSend(
  delivery: Delivery,
  { template, props, to = delivery.address, isHeldBack = false }: EmailContent,
  now: Date,
  { attempt, elapsedMs }: { attempt: number; elapsedMs: () => number },
): Promise<SendOutcome> {
  const { id: deliveryId } = delivery;
  const email = { template, to, kind: stoppableKind(delivery), isHeldBack };
  const claim = await claimDelivery(deliveryId, email, now);
  if (!claim) return explainUnclaimed(deliveryId, now);
  const { attemptId, isOnSesList } = claim;
  // SES puts what bounced on its own list, and would not try.
  if (isOnSesList) await removeFromSesList(to);
  const from = env.MAIL_FROM;
  const envelope = { from, replyTo: env.MAIL_REPLY_TO, to, deliveryId };
  const raw = await composeMessage(envelope, await renderEmail(template, props));
  let messageId: string;
  try {
    messageId = await sendRaw(
      { from: from.address, to, raw, tags: { delivery: deliveryId } },
      elapsedMs,
    );
  } catch (error) {
    const held = { deliveryId, attemptId, claimedAt: now };
    return recordFailure(held, error, { attempt, now: after(now, elapsedMs()) });
  }
  // Outside the try: a database that is away now must not turn a sent email into a failed one.
  await recordSent(deliveryId, attemptId, messageId, after(now, elapsedMs()));
  log.info({ deliveryId, messageId, to: maskAddress(to) }, "a mail was sent");
  return { outcome: "sent" };
}
