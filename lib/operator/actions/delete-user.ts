import "server-only";
import { revokeAccess } from "../../credentials/revoke-access";
import { after } from "../../clock";
import { inTransaction } from "../../db";
import { requestEmail } from "../../email/request-email";
import { UNDO_LIFE_MS } from "../../verification/lifetimes";
import { auditAsOperator } from "../audit-as-operator";
import { type Acting, recordAction } from "../record-action";
import { userCommand } from "../commands/user-command";
import {
  type OperatorAction,
  type OutcomeOf,
  type PersonAction,
  unchanged,
} from "./operator-action";

/**
 * Closes an account as its owner would: everybody is signed out, and in a week it is erased
 * for good. The owner is told by email, whose link keeps it. One that was never confirmed is
 * erased at the next round.
 */
export async function deleteUser(
  userId: string,
  acting: Acting,
  now = new Date(),
): Promise<{ outcome: "closed"; eraseAt: Date } | { outcome: "unchanged" }> {
  return inTransaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { id: userId } });
    const eraseAt = user?.confirmedAt ? after(now, UNDO_LIFE_MS) : now;
    const { count } = await tx.user.updateMany({
      where: { id: userId, eraseAt: null, role: "member" },
      data: { eraseAt },
    });
    if (!user || count === 0) return { outcome: "unchanged" };
    await revokeAccess(tx, { userId }, now);
    await recordAction(tx, acting, { name: "user_deleted", subject: userId }, now);
    const auditEventId = await auditAsOperator(tx, userId, "deletion_requested", now);
    if (!user.confirmedAt) return { outcome: "closed", eraseAt };
    const { address } = user;
    const link = { userId, address, createdAt: now, codeExpiresAt: now, expiresAt: eraseAt };
    await tx.verification.createMany({ data: { ...link, purpose: "undo_deletion" } });
    const mail = { userId, address, template: "account_deletion" } as const;
    const about = { auditEventId };
    await requestEmail(tx, { ...mail, event: "account/deletion-requested", about }, now);
    return { outcome: "closed", eraseAt };
  });
}

const page: PersonAction<OutcomeOf<typeof deleteUser>> = {
  name: "delete",
  title: "Delete the account",
  pending: "Deleting…",
  meaning:
    "Everybody is signed out. A confirmed account is erased in a week, and its owner gets a mail whose link keeps it; one that was never confirmed is erased within the hour.",
  isDangerous: true,
  asksForAddress: true,
  isOffered: ({ account }) => account?.role === "member" && !account.eraseAt,
  run: async ({ person: { account } }, acting) =>
    account ? deleteUser(account.id, acting) : { outcome: "unchanged" },
  outcomes: {
    closed: {
      tone: "success",
      title: "The account is closed",
      text: "Everybody is signed out, and it will be erased.",
      line: "is closed.",
    },
    unchanged: {
      ...unchanged,
      line: "is closed already, or is an operator: then withdraw that first.",
    },
  },
};

export const deleteUserAction = {
  trail: { user_deleted: "Closed an account, to be erased in a week" },
  page,
  commands: [userCommand("delete", page)],
} satisfies OperatorAction;
