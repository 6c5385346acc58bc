import "server-only";
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

/** Lets people into a locked account again, by the password it had. */
export async function unlockUser(
  userId: string,
  acting: Acting,
  now = new Date(),
): Promise<{ outcome: "unlocked" | "unchanged" }> {
  return inTransaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, lockedAt: { not: null } },
      data: { lockedAt: null },
    });
    if (count === 0) return { outcome: "unchanged" };
    await auditAsOperator(tx, userId, "unlocked", now);
    await recordAction(tx, acting, { name: "user_unlocked", subject: userId }, now);
    return { outcome: "unlocked" };
  });
}

const page: PersonAction<OutcomeOf<typeof unlockUser>> = {
  name: "unlock",
  title: "Unlock account",
  pending: "Unlocking…",
  meaning: "They can sign in again with their existing password.",
  isOffered: ({ account }) => Boolean(account?.lockedAt),
  run: async ({ person: { account } }, acting) =>
    account ? unlockUser(account.id, acting) : { outcome: "unchanged" },
  outcomes: {
    unlocked: {
      tone: "success",
      title: "Account unlocked",
      text: "They can sign in again.",
      line: "is unlocked: the password works again.",
    },
    unchanged: { ...unchanged, line: "is not locked." },
  },
};

export const unlockUserAction = {
  trail: { user_unlocked: "Unlocked an account" },
  page,
  commands: [userCommand("unlock", page)],
} satisfies OperatorAction;
