import "server-only";
import { record } from "../audit/record";
import { after, DAY } from "../clock";
import type { SecondFactor, Tx, User } from "../db";
import type { Origin } from "../request/origin";
import { reportChange } from "../second-factor/report-change";
import type { RightAnswer } from "./inspect-answer";

/** A passkey and whose it is. */
export type OwnedPasskey = SecondFactor & { user: User };

/**
 * Tells the owner that a passkey seems to have been copied: it counts how often it signs, and
 * signed with a number that was there before. By email once a day, or whoever has the copy would
 * fill the mailbox.
 */
async function reportClone(
  tx: Tx,
  { id: userId, address }: User,
  origin: Origin,
  now: Date,
): Promise<void> {
  const name = "passkey_clone_suspected";
  const isTold = await tx.auditEvent.count({
    where: { userId, name, createdAt: { gt: after(now, -DAY) } },
  });
  if (isTold > 0) await record(tx, { userId, name, actor: "owner", origin }, now);
  else await reportChange(tx, { id: userId, address }, name, origin, now);
}

/**
 * Accepts a right answer of a passkey, once. It has to answer a newer challenge than the one that
 * was accepted before, so a copy of an answer is worth nothing. Of a passkey that counts, the
 * count has to grow (WebAuthn, section 6.1.1), or the answer is refused and the owner is told.
 *
 * @param isAlone whether it is the only proof. A passkey is refused that needs the password first;
 *   as the second factor of a sign-in by password it is cleared of that.
 * @returns false when it is refused, also when the passkey was removed meanwhile
 */
export async function acceptAnswer(
  tx: Tx,
  { id, user }: OwnedPasskey,
  { challengedAt, signCount, isSynced }: RightAnswer,
  isAlone: boolean,
  origin: Origin,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.secondFactor.updateMany({
    where: {
      id,
      OR: [{ lastChallengeAt: null }, { lastChallengeAt: { lt: challengedAt } }],
      signCount: signCount === 0 ? 0 : { lt: signCount },
      ...(isAlone && { needsPassword: false }),
    },
    data: {
      lastChallengeAt: challengedAt,
      signCount,
      isSynced,
      lastUsedAt: now,
      needsPassword: false,
    },
  });
  if (count === 1) return true;
  const passkey = await tx.secondFactor.findUnique({ where: { id } });
  const isBarred = isAlone && passkey?.needsPassword;
  const isNew = passkey && (passkey.lastChallengeAt ?? new Date(0)) < challengedAt;
  if (isNew && !isBarred) await reportClone(tx, user, origin, now);
  return false;
}
