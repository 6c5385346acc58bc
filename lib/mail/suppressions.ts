import "server-only";
import { after, DAY } from "../clock";
import { db, type SuppressionScope, type Tx } from "../db";

/** How long "this was not me" keeps a kind of mail away. */
const NOT_ME_MS = 30 * DAY;

/** Stops a kind of mail to an address, at the wish of whoever reads it there. */
export async function suppress(
  tx: Tx,
  address: string,
  scope: SuppressionScope,
  now: Date,
): Promise<void> {
  const expiresAt = after(now, NOT_ME_MS);
  await tx.suppression.upsert({
    where: { address_scope: { address, scope } },
    create: { address, scope, reason: "not_me", createdAt: now, expiresAt },
    update: { reason: "not_me", createdAt: now, expiresAt },
  });
}

/** Until when a kind of mail is stopped; null when it is not. */
export async function suppressedUntil(
  address: string,
  scope: SuppressionScope,
  now = new Date(),
): Promise<Date | null> {
  const where = { address, scope, expiresAt: { gt: now } };
  return (await db.suppression.findFirst({ where }))?.expiresAt ?? null;
}

/** Lets a kind of mail through again. */
export async function liftSuppression(
  tx: Pick<Tx, "suppression">,
  address: string,
  scope: SuppressionScope,
): Promise<void> {
  await tx.suppression.deleteMany({ where: { address, scope } });
}
