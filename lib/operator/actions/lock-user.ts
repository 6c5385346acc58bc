import "server-only";
import { revokeAccess } from "../../credentials/revoke-access";
import { inTransaction } from "../../db";
import { auditAsOperator } from "../audit-as-operator";
import { userCommand } from "../commands/user-command";
import { type Acting, recordAction } from "../record-action";
import {
  type OperatorAction,
  type OutcomeOf,
  type PersonAction,
  unchanged,
} from "./operator-action";

/**
 * Shuts an account: everybody is signed out and nobody can get in, by whatever way, until it
 * is unlocked. Nothing is lost. An operator cannot be locked: take the role away first.
 */
export async function lockUser(
  userId: string,
  acting: Acting,
  now = new Date(),
): Promise<{ outcome: "locked" | "unchanged" }> {
  return inTransaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, lockedAt: null, role: "member" },
      data: { lockedAt: now },
    });
    if (count === 0) return { outcome: "unchanged" };
    await revokeAccess(tx, { userId }, now);
    await auditAsOperator(tx, userId, "locked", now);
    await recordAction(tx, acting, { name: "user_locked", subject: userId }, now);
    return { outcome: "locked" };
  });
}

const page: PersonAction<OutcomeOf<typeof lockUser>> = {
  name: "lock",
  title: "Lock account",
  pending: "Locking…",
  meaning: "Signs everyone out and blocks all sign-ins until you unlock it. No data is lost.",
  isDangerous: true,
  isOffered: ({ account }) => account?.role === "member" && !account.eraseAt && !account.lockedAt,
  run: async ({ person: { account } }, acting) =>
    account ? lockUser(account.id, acting) : { outcome: "unchanged" },
  outcomes: {
    locked: {
      tone: "success",
      title: "Account locked",
      text: "Everyone has been signed out.",
      line: "is locked. Everyone is signed out and no one can sign in.",
    },
    unchanged: {
      ...unchanged,
      line: "is already locked, or is an operator (remove the role first).",
    },
  },
};

export const lockUserAction = {
  trail: { user_locked: "Locked an account" },
  page,
  commands: [userCommand("lock", page)],
} satisfies OperatorAction;
