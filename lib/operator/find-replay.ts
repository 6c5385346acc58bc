import "server-only";
import { db } from "../db";
import type { OperatorActionName } from "./operator-actions";

/** A replay of all failed emails of a kind, and how far it is. */
export type Replay = {
  id: string;
  failureCode: string;
  /** Whose wish it was; null for the command line. */
  operator: string | null;
  reason: string;
  createdAt: Date;
  total: number;
  done: number;
  endedAt: Date | null;
};

/** A replay by the id of its action; null when that is none. */
export async function findReplay(id: string): Promise<Replay | null> {
  const name: OperatorActionName = "mails_replayed";
  const action = await db.operatorAction.findFirst({
    where: { id, name },
    include: { operator: { select: { address: true } } },
  });
  if (!action) return null;
  const { subject: failureCode, reason, createdAt, total, done, endedAt, operator } = action;
  return {
    ...{ id, failureCode, reason, createdAt, done, endedAt },
    total: total ?? 0,
    operator: operator?.address ?? null,
  };
}
