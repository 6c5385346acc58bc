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
  title: "Delete account",
  pending: "Deleting…",
  meaning:
    "Signs everyone out. A confirmed account is deleted in 7 days, and the owner is emailed a link to keep it. An unconfirmed account is deleted within the hour.",
  isDangerous: true,
  asksForAddress: true,
  isOffered: ({ account }) => account?.role === "member" && !account.eraseAt,
  run: async ({ person: { account } }, acting) =>
    account ? deleteUser(account.id, acting) : { outcome: "unchanged" },
  outcomes: {
    closed: {
      tone: "success",
      title: "Account scheduled for deletion",
      text: "Everyone has been signed out, and it will be deleted.",
      line: "is scheduled for deletion.",
    },
    unchanged: {
      ...unchanged,
      line: "is already scheduled for deletion, or is an operator (remove the role first).",
    },
  },
};

export const deleteUserAction = {
  trail: { user_deleted: "Scheduled an account for deletion" },
  page,
  commands: [userCommand("delete", page)],
} satisfies OperatorAction;
