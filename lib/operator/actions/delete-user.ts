import "server-only";
import { scheduleDeletion } from "../../account/schedule-deletion";
import { inTransaction } from "../../db";
import { lockUserRow } from "../../mailbox/lock-user-row";
import { BY_OPERATOR } from "../audit-as-operator";
import { userCommand } from "../commands/user-command";
import { type Acting, recordAction } from "../record-action";
import {
  type OperatorAction,
  type OutcomeOf,
  type PersonAction,
  unchanged,
} from "./operator-action";

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
