import "server-only";
import { after, DAY } from "../clock";
import { db, type SuppressionScope, type Tx } from "../db";

/** How long "this was not me" keeps a kind of mail away. */
const NOT_ME_MS = 30 * DAY;

/** A kind of mail that its reader can stop. */
export type MailKind = Exclude<SuppressionScope, "everything">;

/** Why the provider's word stops every mail to an address. */
export type BlockReason = "hard_bounce" | "complaint";

/** What a mail is marked with that was not sent because of a suppression, by its reason. */
export const SUPPRESSION_CODES = {
  not_me: "suppressed",
  hard_bounce: "suppressed_bounce",
  complaint: "suppressed_complaint",
  operator: "suppressed_by_operator",
} as const;

/** Stops a kind of mail to an address, at the wish of whoever reads it there. */
export async function suppress(tx: Tx, address: string, scope: MailKind, now: Date): Promise<void> {
  const expiresAt = after(now, NOT_ME_MS);
  await tx.suppression.upsert({
    where: { address_scope: { address, scope } },
    create: { address, scope, reason: "not_me", createdAt: now, expiresAt },
    update: { reason: "not_me", createdAt: now, expiresAt },
  });
}

/** Until when a kind of mail is stopped by its reader; null when it is not. */
export async function suppressedUntil(
  address: string,
  scope: MailKind,
  now = new Date(),
): Promise<Date | null> {
  const where = { address, scope, expiresAt: { gt: now } };
  return (await db.suppression.findFirst({ where }))?.expiresAt ?? null;
}

/** Lets a kind of mail through again. */
export async function liftSuppression(
  tx: Pick<Tx, "suppression">,
  address: string,
  scope: MailKind,
): Promise<void> {
  await tx.suppression.deleteMany({ where: { address, scope } });
}

const blockOfBounce = (address: string) =>
  ({ address, scope: "everything", reason: "hard_bounce" }) as const;

/** Whether mails to an address have stopped because one came back for good. */
export async function isBlockedByBounce(address: string): Promise<boolean> {
  return (await db.suppression.count({ where: blockOfBounce(address) })) > 0;
}

/** Lets mails through again after a hard bounce. A complaint stays: its reader wants no mail. */
export async function liftBounce(tx: Pick<Tx, "suppression">, address: string): Promise<void> {
  await tx.suppression.deleteMany({ where: blockOfBounce(address) });
}
