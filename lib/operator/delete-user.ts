import "server-only";
import { scheduleDeletion } from "../account/schedule-deletion";
import { inTransaction } from "../db";
import { lockUserRow } from "../mailbox/lock-user-row";
import { BY_OPERATOR } from "./audit-as-operator";
import { type Acting, recordAction } from "./record-action";

/** Closes an account as its owner would (see `scheduleDeletion`). Never an operator's. */
export async function deleteUser(
  userId: string,
  acting: Acting,
  now = new Date(),
): Promise<{ outcome: "closed"; eraseAt: Date } | { outcome: "unchanged" }> {
  return inTransaction(async (tx) => {
    const user = await lockUserRow(tx, userId);
    if (!user || user.eraseAt || user.role !== "member") return { outcome: "unchanged" };
    await recordAction(tx, acting, { name: "user_deleted", subject: userId }, now);
    const { eraseAt } = await scheduleDeletion(tx, user, BY_OPERATOR, now);
    return { outcome: "closed", eraseAt };
  });
}
