import "server-only";
import { record } from "../audit/record";
import { inTransaction } from "../db";
import { distrustBrowsers } from "../second-factor/trusted-browsers";
import type { SignedIn } from "../credentials/check-password";

/**
 * Signs one of the account's browsers out, which then is trusted no more. One of somebody else's is
 * left alone, without a word.
 */
export async function endOneSession(
  { userId, origin }: SignedIn,
  sessionId: string,
  now = new Date(),
): Promise<void> {
  await inTransaction(async (tx) => {
    const [ended] = await tx.session.updateManyAndReturn({
      where: { id: sessionId, userId, endedAt: null },
      data: { endedAt: now },
      select: { browserKeyHash: true },
    });
    if (!ended) return;
    if (ended.browserKeyHash) await distrustBrowsers(tx, userId, ended.browserKeyHash);
    await record(tx, { userId, name: "session_ended", actor: "owner", origin }, now);
  });
}

/** Signs all of the account's browsers out but the one that asks, and ends all trust in browsers. */
export async function endOtherSessions(
  { userId, sessionId, origin }: SignedIn,
  now = new Date(),
): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.session.updateMany({
      where: { userId, id: { not: sessionId }, endedAt: null },
      data: { endedAt: now },
    });
    await distrustBrowsers(tx, userId);
    await record(tx, { userId, name: "other_sessions_ended", actor: "owner", origin }, now);
  });
}
