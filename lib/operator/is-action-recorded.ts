import "server-only";
import { db } from "../db";

/**
 * Whether an action was done before: a form that is sent again from the browser's history
 * must do nothing, even where what it does would make sense once more. (Of two at once, the
 * verbs themselves let one through.)
 */
export async function wasDone(actionId: string): Promise<boolean> {
  return (await db.operatorAction.count({ where: { id: actionId } })) > 0;
}
