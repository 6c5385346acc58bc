import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { MINUTE, SECOND } from "../../clock";
import { db, inTransaction } from "../../db";
import { deadLetters } from "../../email/dead-letters";
import { enqueue } from "../../outbox/outbox";
import { type Answer, type Command, commandLineContext, misuse } from "../commands/command";
import { type Acting, recordAction } from "../record-action";
import type { OperatorAction } from "./operator-action";

const NAME = "mails_replayed";

/** The app looks twice a minute for what it has to do. */
const PATIENCE_MS = 2 * MINUTE;

/** The subject of the action that replays failed emails of every kind. */
const EVERY_KIND = "every_kind";

/** The kind of failure that an action is about; null for every kind. */
export function replayedKind(subject: string): string | null {
  return subject === EVERY_KIND ? null : subject;
}

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
  const action = await db.operatorAction.findFirst({
    where: { id, name: NAME },
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

/** How many emails of a kind of failure, or of every kind, can be replayed: up to `most`. */
export async function countDeadLetters(
  failureCode: string | null,
  most: number,
  now = new Date(),
): Promise<number> {
  const some = { where: deadLetters(now, failureCode), select: { id: true }, take: most };
  return (await db.delivery.findMany(some)).length;
}

/**
 * Asks for all failed emails of a kind to be sent once more, or those of every kind. A durable
 * function does it; the action says how far it is.
 *
 * @param failureCode null for every kind
 * @returns "unchanged" for the same press once more
 */
export async function requestReplay(
  failureCode: string | null,
  acting: Acting,
  now = new Date(),
): Promise<{ outcome: "requested" | "unchanged" | "none_failed" }> {
  return inTransaction(async (tx) => {
    const { actionId } = acting;
    const total = await tx.delivery.count({ where: deadLetters(now, failureCode) });
    const action = { name: NAME, subject: failureCode ?? EVERY_KIND } as const;
    if ((await tx.operatorAction.count({ where: { id: actionId } })) > 0)
      return { outcome: "unchanged" };
    if (total === 0) return { outcome: "none_failed" };
    if (!(await recordAction(tx, acting, action, now))) return { outcome: "unchanged" };
    await tx.operatorAction.update({ where: { id: actionId }, data: { total, dueAt: now } });
    await enqueue(
      tx,
      [{ name: "operator/replay-requested", data: { actionId, afterId: null } }],
      now,
    );
    return { outcome: "requested" };
  });
}

/**
 * "replay --all": asks for all emails that failed to be sent once more, or those of one kind of
 * failure, as the page does, and waits until the app has done it. Whoever does not wait stops
 * nothing.
 *
 * @param patienceMs how long to wait for the next email
 */
export async function replayAllAndWait(
  failureCode: string | null,
  reason: string,
  patienceMs = PATIENCE_MS,
): Promise<Answer> {
  const context = commandLineContext(reason);
  const { outcome } = await requestReplay(failureCode, context);
  if (outcome === "none_failed")
    return { exitCode: 0, value: { replayed: 0 }, lines: ["Nothing to retry."] };
  const { id, total, done, endedAt } = await untilEnded(context.actionId, patienceMs);
  const value = { id, total, replayed: done };
  if (endedAt)
    return { exitCode: 0, value, lines: [`${done} of ${total} emails will be sent again.`] };
  const lines = [
    `${done} of ${total} emails will be sent again so far, and nothing more is happening. Is the app running? The retry continues on its own; /operator/replay/${id} shows its progress.`,
  ];
  return { exitCode: 1, value, lines };
}

/** Waits for a replay to end; gives up when no email was replayed for `patienceMs`. */
async function untilEnded(actionId: string, patienceMs: number): Promise<Replay> {
  let movedAt = Date.now();
  for (let before = 0; ;) {
    const replay = await findReplay(actionId);
    if (!replay) throw new Error(`The replay ${actionId} is gone.`);
    if (replay.done > before) movedAt = Date.now();
    if (replay.endedAt || Date.now() - movedAt >= patienceMs) return replay;
    before = replay.done;
    await delay(SECOND);
  }
}

const command: Command = {
  words: ["replay", "--all"],
  usage: "[--code <failure>]",
  summary: "Retry all failed emails, or those of one failure, and wait",
  needsReason: true,
  run: (id, { code, reason }) =>
    id
      ? Promise.resolve(misuse("Give an email ID or --all, not both."))
      : replayAllAndWait(code ?? null, reason),
};

export const replayAllAction = {
  trail: { [NAME]: "Retried all failed emails of one kind" },
  commands: [command],
} satisfies OperatorAction;
