import "server-only";
import { revokeAccess } from "../credentials/revoke-access";
import { inTransaction } from "../db";
import { auditAsOperator } from "./audit-as-operator";
import { type Acting, recordAction } from "./record-action";

/** Signs a user out everywhere, and voids what else would let somebody in without the password. */
export async function endSessionsOf(
  userId: string,
  acting: Acting,
  now = new Date(),
): Promise<{ outcome: "ended"; sessions: number } | { outcome: "unchanged" }> {
  return inTransaction(async (tx) => {
    if ((await tx.user.count({ where: { id: userId, confirmedAt: { not: null } } })) === 0)
      return { outcome: "unchanged" };
    const sessions = await tx.session.count({
      where: { userId, endedAt: null, expiresAt: { gt: now } },
    });
    const isNew = await recordAction(tx, acting, { name: "sessions_ended", subject: userId }, now);
    // Without a session, too: a link or a code on its way would open one.
    if (!isNew) return { outcome: "unchanged" };
    await revokeAccess(tx, { userId }, now);
    await auditAsOperator(tx, userId, "signed_out_by_operator", now);
    return { outcome: "ended", sessions };
  });
}
