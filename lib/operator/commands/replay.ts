import "server-only";
import { findDeadLetters, replayEmail } from "../replay-email";
import { commandLineContext, type Answer, misuse, isId } from "./command";

/** How many emails are read at a time. */
const PAGE = 200;

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

/** "replay --all": sends all emails that failed once more, or those of one kind of failure. */
export async function replayAll(failureCode: string | null, reason: string): Promise<Answer> {
  let replayed = 0;
  let afterId: string | null = null;
  // Page by page and never back: what fails again at once must not come round for ever.
  for (;;) {
    const mails = await findDeadLetters({ failureCode, afterId }, PAGE);
    for (const { id } of mails) {
      const { outcome } = await replayEmail(id, commandLineContext(reason));
      if (outcome === "replayed") replayed += 1;
      afterId = id;
    }
    if (mails.length < PAGE) break;
  }
  const lines = [`${replayed} mails go out again, beginning within a minute.`];
  return { exitCode: 0, value: { replayed }, lines };
}
