import "server-only";
import { record } from "../audit/record";
import { inTransaction } from "../db";
import type { SignedIn } from "../credentials/check-password";

/**
 * Signs one of the account's browsers out. One of somebody else's is left alone, without a word.
 */
export async function endOneSession(
  { userId, origin }: SignedIn,
  sessionId: string,
  now = new Date(),
): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { id: sessionId, userId, endedAt: null },
      data: { endedAt: now },
    });
    if (count === 1)
      await record(tx, { userId, name: "session_ended", actor: "owner", origin }, now);
  });
}

/** Signs all of the account's browsers out but the one that asks. */
export async function endOtherSessions(
  { userId, sessionId, origin }: SignedIn,
  now = new Date(),
): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.session.updateMany({
      where: { userId, id: { not: sessionId }, endedAt: null },
      data: { endedAt: now },
    });
    await record(tx, { userId, name: "other_sessions_ended", actor: "owner", origin }, now);
  });
}
