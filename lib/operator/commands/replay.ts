import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { MINUTE, SECOND } from "../../clock";
import { findReplay, type Replay } from "../find-replay";
import { requestReplay } from "../replay-all";
import { replayEmail } from "../replay-email";
import { commandLineContext, type Answer, misuse, isId } from "./command";

/** The app looks twice a minute for what it has to do. */
const PATIENCE_MS = 2 * MINUTE;

/** "replay <delivery>": sends one email that failed once more. */
export async function replayOne(id: string, reason: string): Promise<Answer> {
  if (!isId(id)) return misuse(`"${id}" is no id of a mail.`);
  const { outcome } = await replayEmail(id, commandLineContext(reason));
  const words = {
    replayed: `${id} goes out again within a minute.`,
    not_dead: `${id} has not failed: it was sent, is on its way or was replayed already.`,
    not_found: `There is no mail ${id}.`,
  };
  return {
    exitCode: outcome === "replayed" ? 0 : 1,
    value: { id, outcome },
    lines: [words[outcome]],
  };
}

/**
 * "replay --all": asks for all emails that failed to be sent once more, or those of one kind of
 * failure, as the page does, and waits until the app has done it. Whoever does not wait stops
 * nothing.
 *
 * @param patienceMs how long to wait for the next email
 */
export async function replayAll(
  failureCode: string | null,
  reason: string,
  patienceMs = PATIENCE_MS,
): Promise<Answer> {
  const context = commandLineContext(reason);
  const { outcome } = await requestReplay(failureCode, context);
  if (outcome === "none_failed")
    return { exitCode: 0, value: { replayed: 0 }, lines: ["No such mail waits."] };
  const { id, total, done, endedAt } = await untilEnded(context.actionId, patienceMs);
  const value = { id, total, replayed: done };
  if (endedAt) return { exitCode: 0, value, lines: [`${done} of ${total} mails go out again.`] };
  const lines = [
    `${done} of ${total} mails go out again so far, and nothing more happens. Does the app run? It goes on by itself; /operator/replay/${id} shows how far it is.`,
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
