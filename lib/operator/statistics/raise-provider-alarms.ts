import "server-only";
import { after, DAY } from "../../clock";
import { db } from "../../db";
import { log } from "../../log";
import { findFallenProviders } from "./find-fallen-providers";

const ALARM =
  "Confirmations dropped at a mailbox provider: its emails may be bouncing, delayed or going to spam. Check its emails under /operator.";

/**
 * Of several processes and rounds exactly one is the first to see a provider fallen. It is
 * remembered for a day like the use of a limit, in whose table it is forgotten by itself.
 */
async function isFirstToday(name: string, now: Date): Promise<boolean> {
  const told = await db.$queryRaw<unknown[]>`
    INSERT INTO rate_limit AS told (key, points, expire)
    VALUES (${`provider_fell:${name}`}, 1, ${after(now, DAY).getTime()})
    ON CONFLICT (key) DO UPDATE SET expire = excluded.expire WHERE told.expire <= ${now.getTime()}
    RETURNING key`;
  return told.length > 0;
}

/**
 * Writes an error to the log for each provider whose confirmations fell, once a day for each.
 *
 * @returns the providers that were logged this time
 */
export async function raiseProviderAlarms(now = new Date()): Promise<{ raised: string[] }> {
  const raised: string[] = [];
  for (const { name, lastDay, before } of await findFallenProviders(now)) {
    if (!(await isFirstToday(name, now))) continue;
    log.error({ provider: name, lastDay, before }, ALARM);
    raised.push(name);
  }
  return { raised };
}
