import "server-only";
import { type Tx, db } from "../db";
import { cleanForeignText } from "../foreign-text";
import type { OperatorActionName } from "./actions";

/** A reason has 500 characters at most; what was searched for before an export has more. */
const LONGEST_REASON = 1_000;

/** Who acts, and why. */
export type Acting = {
  /** Made with the form: the same press once more is the same action. */
  actionId: string;
  /** Null for the command line. */
  operatorId: string | null;
  reason: string;
};

/**
 * Writes down what an operator does, in the transaction of what is done.
 *
 * @returns whether it is done for the first time; if not, the caller leaves it
 */
export async function recordAction(
  tx: Pick<Tx, "operatorAction">,
  { actionId, operatorId, reason }: Acting,
  { name, subject }: { name: OperatorActionName; subject: string },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.operatorAction.createMany({
    data: {
      id: actionId,
      operatorId,
      name,
      subject,
      reason: cleanForeignText(reason, LONGEST_REASON),
      createdAt: now,
    },
    skipDuplicates: true,
  });
  return count > 0;
}

/**
 * Whether an action was done before: a form that is sent again from the browser's history
 * must do nothing, even where what it does would make sense once more. (Of two at once, the
 * verbs themselves let one through.)
 */
export async function isActionRecorded(actionId: string): Promise<boolean> {
  return (await db.operatorAction.count({ where: { id: actionId } })) > 0;
}
