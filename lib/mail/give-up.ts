import "server-only";
import { inTransaction } from "../db";
import { announce } from "../live/announce";
import { log } from "../log";
import { metrics } from "../metrics/metrics";
import { comesFrom } from "./delivery-status";
import type { FailureCode } from "./failures";

/**
 * Ends a delivery whose attempts are used up, so that the person waiting is told. One
 * that failed for good already keeps its own reason, and one that the provider may have
 * taken stays unknown.
 */
export async function giveUpDelivery(deliveryId: string): Promise<void> {
  const code: FailureCode = "gave_up";
  await inTransaction(async (tx) => {
    const [ended] = await tx.delivery.updateManyAndReturn({
      where: { id: deliveryId, status: { in: comesFrom("given_up") } },
      data: { status: "failed", failureCode: code },
    });
    if (!ended) return;
    metrics.mailsGivenUp.inc();
    log.error({ deliveryId, failure: code }, "a mail was given up");
    if (ended.registrationId) await announce(tx, ended.registrationId);
  });
}
