import { revokeAccess } from "@/lib/credentials/revoke-access";
import { inTransaction } from "@/lib/db";

/** Locks an account as an operator does, without a trail. */
export async function lockAccount(userId: string): Promise<void> {
  const now = new Date();
  await inTransaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { lockedAt: now } });
    await revokeAccess(tx, { userId }, now);
  });
}
