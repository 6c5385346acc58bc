import "server-only";
import { after } from "../clock";
import { inTransaction } from "../db";
import { announce } from "../realtime/announce";
import { log } from "../log";
import { metrics } from "../metrics/metrics";
import { comesFrom } from "./delivery-status";
import type { FailureCode } from "./failures";
import { GRACE_MS } from "./overdue";

/**
 * Ends a delivery whose attempts are used up, so that the person waiting is told. One
 * that failed for good already keeps its own reason, and one that the provider may have
 * taken stays unknown, and nobody tries it again.
 *
 * @param run the run whose attempts are used up, by when its event was written again. It ends
 *   nothing where a newer run tries the same email, nor where no try was made in time, because
 *   Inngest could not reach us: then the email is published again
 */
export async function giveUpDelivery(
  deliveryId: string,
  run?: { republishedAt: Date | null },
  now = new Date(),
): Promise<void> {
  const code: FailureCode = "gave_up";
  const isOver = run && {
    republishedAt: run.republishedAt,
    OR: [{ dueAt: null }, { dueAt: { gte: after(now, -GRACE_MS) } }],
  };
  await inTransaction(async (tx) => {
    await tx.delivery.updateMany({
      where: { id: deliveryId, status: "unknown", ...isOver },
      data: { dueAt: null },
    });
    const [ended] = await tx.delivery.updateManyAndReturn({
      where: { id: deliveryId, status: { in: comesFrom("given_up") }, ...isOver },
      data: { status: "failed", failureCode: code },
    });
    if (!ended) return;
    if (ended.channel === "text") metrics.texts.inc({ country: "", outcome: "given_up" });
    else metrics.emailsGivenUp.inc();
    log.error(
      { deliveryId, failure: code },
      `${ended.channel === "text" ? "a text" : "a mail"} was given up`,
    );
    if (ended.registrationId) await announce(tx, ended.registrationId);
  });
}
