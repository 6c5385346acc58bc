import "server-only";
import { after, DAY } from "../clock";
import {
  db,
  type Delivery,
  type Sql,
  sql,
  type Suppression,
  type SuppressionScope,
  type Tx,
} from "../db";
import { isMailboxOf } from "../mailbox/find-user";

/** How long "this was not me" keeps a kind of email away. */
const NOT_ME_MS = 30 * DAY;

/** A kind of email that its reader can stop. */
export type EmailKind = Exclude<SuppressionScope, "everything">;

/** The kind of an email, by what it is about; null for word of one's own account. */
export function emailKind({
  registrationId,
  passwordResetId,
  addressChangeId,
}: Delivery): EmailKind | null {
  if (registrationId) return "registration";
  if (passwordResetId) return "recovery";
  return addressChangeId ? "address_change" : null;
}

/** What an email is marked with that was not sent because of a suppression, by its reason. */
export const SUPPRESSION_CODES = {
  not_me: "suppressed",
  hard_bounce: "suppressed_bounce",
  complaint: "suppressed_complaint",
  operator: "suppressed_by_operator",
} as const;

/** Stops a kind of email to an address, at the wish of whoever reads it there. */
export async function suppress(
  tx: Tx,
  address: string,
  scope: EmailKind,
  now: Date,
): Promise<void> {
  const expiresAt = after(now, NOT_ME_MS);
  await tx.suppression.upsert({
    where: { address_scope: { address, scope } },
    create: { address, scope, reason: "not_me", createdAt: now, expiresAt },
    update: { reason: "not_me", createdAt: now, expiresAt },
  });
}

/** What stops emails to a mailbox, the newest first, in whatever spelling it was stopped. */
export function suppressionsOf(address: string): Promise<Suppression[]> {
  return db.$queryRaw<Suppression[]>`
    SELECT id, address, scope, reason, cause, times, created_at AS "createdAt",
      expires_at AS "expiresAt", probed_at AS "probedAt", probed_by AS "probedBy"
    FROM suppression s WHERE ${isMailboxOf(sql`s.address`, address)} ORDER BY created_at DESC`;
}

/** Until when a kind of email is stopped by its reader; null when it is not. */
export async function suppressedUntil(
  address: string,
  scope: EmailKind,
  now = new Date(),
): Promise<Date | null> {
  const ends = (await suppressionsOf(address))
    .filter((each) => each.scope === scope)
    .map(({ expiresAt }) => expiresAt?.getTime() ?? 0);
  const end = Math.max(0, ...ends);
  return end > now.getTime() ? new Date(end) : null;
}

/** Ends the suppressions of a mailbox, all or some. */
export function endSuppressions(
  tx: Pick<Tx, "$executeRaw">,
  address: string,
  which: Sql = sql`true`,
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM suppression s WHERE ${isMailboxOf(sql`s.address`, address)} AND ${which}`;
}

/** Lets a kind of email through again. */
export async function liftSuppression(
  tx: Pick<Tx, "$executeRaw">,
  address: string,
  scope: EmailKind,
): Promise<void> {
  await endSuppressions(tx, address, sql`s.scope::text = ${scope}`);
}

/** Whether emails to an address have stopped because one bounced. */
export async function isSuppressedByBounce(address: string, now: Date): Promise<boolean> {
  return (await suppressionsOf(address)).some(
    ({ reason, expiresAt }) => reason === "hard_bounce" && (!expiresAt || expiresAt > now),
  );
}
