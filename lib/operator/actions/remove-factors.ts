import "server-only";
import { inTransaction } from "../../db";
import { startFactorRemoval } from "../../second-factor/factor-removal";
import { BY_OPERATOR } from "../audit-as-operator";
import { userCommand } from "../commands/user-command";
import { type Acting, recordAction } from "../record-action";
import {
  type OperatorAction,
  type OutcomeOf,
  type PersonAction,
  unchanged,
} from "./operator-action";

/** Starts to remove all second factors of somebody who lost them (see `startFactorRemoval`). */
export async function removeFactors(
  userId: string,
  acting: Acting,
  now = new Date(),
): ReturnType<typeof startFactorRemoval> {
  return inTransaction(async (tx) => {
    const result = await startFactorRemoval(tx, userId, BY_OPERATOR, now);
    if (result.outcome === "started")
      await recordAction(tx, acting, { name: "factor_removal_started", subject: userId }, now);
    return result;
  });
}

const page: PersonAction<OutcomeOf<typeof removeFactors>> = {
  name: "remove-factors",
  title: "Remove all second factors",
  pending: "Starting…",
  meaning:
    "For someone who lost their second factors and all recovery codes. Make sure that you’re talking to the owner: a thief who has the password would ask for the same. Nothing is removed for 72 hours. The owner is emailed now and every day, and can stop it with a link or by signing in with a second factor. Then all second factors, recovery codes and sessions end, and the password alone signs in.",
  isDangerous: true,
  isOffered: ({ account }) =>
    account?.role === "member" &&
    !account.lockedAt &&
    !account.eraseAt &&
    account.factors.length > 0 &&
    account.factorRemoval === null,
  run: async ({ person: { account } }, acting) =>
    account ? removeFactors(account.id, acting) : { outcome: "unchanged" },
  outcomes: {
    started: {
      tone: "success",
      title: "Removal of all second factors started",
      text: "The owner is being emailed. The second factors are removed in 72 hours unless someone stops it.",
      line: "will lose all second factors in 72 hours unless someone stops it. The owner is being emailed.",
    },
    unchanged: {
      ...unchanged,
      line: "has no second factors, already waits for their removal, is locked or scheduled for deletion, or is an operator (remove the role first).",
    },
    unreachable: {
      tone: "warning",
      title: "The owner can’t be emailed",
      text: "Email to this address bounced or is blocked, so the owner couldn’t stop the removal. Remove the suppression first.",
      line: "gets no email, so the owner couldn’t stop the removal. Remove the suppression first.",
    },
    lately_moved: {
      tone: "warning",
      title: "The email was changed a few days ago",
      text: "The old mailbox can still take the account back for 7 days after the change. Try again then.",
      line: "changed its email within the last 7 days, and the old mailbox can still take the account back. Try again then.",
    },
  },
};

export const removeFactorsAction = {
  trail: { factor_removal_started: "Started to remove all second factors" },
  page,
  commands: [userCommand("remove-factors", page)],
} satisfies OperatorAction;
