import "server-only";
import { after, startStopwatch } from "../clock";
import { env } from "../env";
import { log } from "../log";
import { claimDelivery, explainUnclaimed } from "./claim-delivery";
import { composeMessage, type RenderedEmail } from "./compose";
import { maskAddress } from "./mask-address";
import { sendRaw } from "./provider";
import { recordFailure, recordSent } from "./record-attempt";
import type { EmailKind } from "./suppressions";
import type { FailureCode } from "./failures";

/**
 * Sends one email: claims it, renders it, hands it to the provider (SES or an SMTP server) and
 * writes down what became of it. An email that was sent is not sent again, whoever asks. Where SES
 * may have taken one and its answer was lost, its Send event is waited for; where there are no
 * events (SMTP has none), or none came, the email is sent again, with the same link and code.
 *
 * @param mail.render makes the email; what it returns is secret and is kept nowhere
 * @param mail.scope the kind of email that may have been stopped; null for none
 * @param mail.isHeldBack ends it instead, marked as that
 * @param run.attempt 0 for the first of a run: by it the wait after a failure is chosen
 * @param run.elapsedMs since `now`: an attempt that has become too late for its claim ends
 */
export async function deliver(
  deliveryId: string,
  {
    render,
    scope,
    isHeldBack = false,
  }: { render: () => Promise<RenderedEmail>; scope: EmailKind | null; isHeldBack?: boolean },
  now = new Date(),
  { attempt = 0, elapsedMs = startStopwatch() } = {},
): Promise<DeliverOutcome> {
  const claimed = await claimDelivery(deliveryId, { kind: scope, isHeldBack }, now);
  if (!claimed) return explainUnclaimed(deliveryId, now);
  const { attemptId, address } = claimed;
  const raw = await composeMessage(address, deliveryId, await render());
  let messageId: string;
  try {
    messageId = await sendRaw(
      { from: env.MAIL_FROM.address, to: address, raw, tags: { delivery: deliveryId } },
      elapsedMs,
    );
  } catch (error) {
    const claim = { deliveryId, attemptId, claimedAt: now };
    return recordFailure(claim, error, { attempt, now: after(now, elapsedMs()) });
  }
  // Outside the try: a database that is away now must not turn a sent email into a failed one.
  await recordSent(deliveryId, attemptId, messageId, after(now, elapsedMs()));
  log.info({ deliveryId, messageId, to: maskAddress(address) }, "a mail was sent");
  return { outcome: "sent" };
}

/** What became of an attempt to deliver. */
export type DeliverOutcome =
  | { outcome: "sent" | "cancelled" | "not_found" }
  | { outcome: "failed"; code: FailureCode }
  /** To be tried again after so many milliseconds. */
  | { outcome: "deferred"; code: FailureCode; waitMs: number }
  /** "unknown": the provider may have taken it, and its word is waited for until then. */
  | { outcome: "under_way" | "unknown"; until: Date };
