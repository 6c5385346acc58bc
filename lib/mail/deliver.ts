import "server-only";
import { env } from "../env";
import { log } from "../log";
import { claimDelivery, whyUnclaimed } from "./claim-delivery";
import { composeMail, type RenderedMail } from "./compose";
import type { DeliverOutcome } from "./deliver-outcome";
import { maskAddress } from "./mask-address";
import { sendRaw } from "./provider";
import { recordFailure, recordSent } from "./record-attempt";
import type { MailKind } from "./suppressions";

/**
 * Sends one mail: claims it, renders it, hands it to SES and writes down what became of
 * it. A mail that was sent is not sent again, whoever asks. Where SES may have taken one and
 * its answer was lost, its Send event is waited for; where there are no events, or none came,
 * the mail is sent again, with the same link and code.
 *
 * @param mail.render makes the mail; what it returns is secret and is kept nowhere
 * @param mail.scope the kind of mail that may have been stopped; null for none
 * @param mail.isHeldBack ends it instead, marked as that
 */
export async function deliver(
  deliveryId: string,
  {
    render,
    scope,
    isHeldBack = false,
  }: { render: () => Promise<RenderedMail>; scope: MailKind | null; isHeldBack?: boolean },
  now = new Date(),
): Promise<DeliverOutcome> {
  const claimed = await claimDelivery(deliveryId, { kind: scope, isHeldBack }, now);
  if (!claimed) return whyUnclaimed(deliveryId);
  const { attemptId, address } = claimed;
  const raw = await composeMail(address, deliveryId, await render());
  let messageId: string;
  try {
    messageId = await sendRaw({
      from: env.MAIL_FROM,
      to: address,
      raw,
      tags: { delivery: deliveryId },
    });
  } catch (error) {
    return recordFailure(deliveryId, attemptId, error, now);
  }
  // Outside the try: a database that is away now must not turn a sent mail into a failed one.
  await recordSent(deliveryId, attemptId, messageId);
  log.info({ deliveryId, messageId, to: maskAddress(address) }, "a mail was sent");
  return { outcome: "sent" };
}
