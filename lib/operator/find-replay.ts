import "server-only";
import { db } from "../db";
import type { OperatorActionName } from "./operator-actions";
import { replayedKind } from "./replay-all";

/** A replay of all failed emails of a kind or of every kind, and how far it is. */
export type Replay = {
  id: string;
  /** Null for every kind of failure. */
  failureCode: string | null;
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
  const { subject, reason, createdAt, total, done, endedAt, operator } = action;
  return {
    ...{ id, reason, createdAt, done, endedAt },
    failureCode: replayedKind(subject),
    total: total ?? 0,
    operator: operator?.address ?? null,
  };
}
