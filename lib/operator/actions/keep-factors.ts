import "server-only";
import { inTransaction } from "../../db";
import { lockUserRow } from "../../mailbox/lock-user-row";
import { stopFactorRemoval } from "../../second-factor/factor-removal";
import { BY_OPERATOR } from "../audit-as-operator";
import { userCommand } from "../commands/user-command";
import { type Acting, recordAction } from "../record-action";
import {
  type OperatorAction,
  type OutcomeOf,
  type PersonAction,
  unchanged,
} from "./operator-action";

/** Stops the removal of somebody's second factors that an operator started. */
export async function keepFactors(
  userId: string,
  acting: Acting,
  now = new Date(),
): Promise<{ outcome: "stopped" | "unchanged" }> {
  return inTransaction(async (tx) => {
    await lockUserRow(tx, userId);
    if (!(await stopFactorRemoval(tx, userId, "operator", BY_OPERATOR, now)))
      return { outcome: "unchanged" };
    await recordAction(tx, acting, { name: "factor_removal_stopped", subject: userId }, now);
    return { outcome: "stopped" };
  });
}

const page: PersonAction<OutcomeOf<typeof keepFactors>> = {
  name: "keep-factors",
  title: "Keep second factors",
  pending: "Stopping…",
  meaning: "Stops the removal of all second factors. They keep working. The owner is emailed.",
  isOffered: ({ account }) => Boolean(account?.factorRemoval),
  run: async ({ person: { account } }, acting) =>
    account ? keepFactors(account.id, acting) : { outcome: "unchanged" },
  outcomes: {
    stopped: {
      tone: "success",
      title: "Removal stopped",
      text: "The second factors stay as they are.",
      line: "keeps the second factors: their removal is stopped.",
    },
    unchanged: { ...unchanged, line: "has no removal of second factors to stop." },
  },
};

export const keepFactorsAction = {
  trail: { factor_removal_stopped: "Stopped the removal of second factors" },
  page,
  commands: [userCommand("keep-factors", page)],
} satisfies OperatorAction;
