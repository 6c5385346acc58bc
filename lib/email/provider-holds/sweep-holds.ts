import "server-only";
import { after, HOUR } from "../../clock";
import { db, sql } from "../../db";
import { log } from "../../log";
import { wasAccepted } from "./accepted-emails";
import { beginHolds } from "./begin-holds";
import { isInGroup } from "./held-emails";
import { releaseEmails, releaseProbe } from "./release-emails";

/** How far back an accepted email is looked for. A sweep comes every half a minute. */
const LOOK_BACK_MS = 2 * HOUR;

/** So long an ended hold is kept at least: refusals of before its end must not begin the next. */
const KEPT_MS = HOUR;

type Hold = { provider: string; since: Date; endedAt: Date | null };

async function isAcceptedAgain({ provider, since }: Hold, now: Date): Promise<boolean> {
  const lookBack = after(now, -LOOK_BACK_MS);
  const [accepted] = await db.$queryRaw<object[]>`
    SELECT FROM delivery d WHERE ${wasAccepted(since > lookBack ? since : lookBack, now)}
      AND ${isInGroup(sql`d.address`, provider)} LIMIT 1`;
  return accepted !== undefined;
}

/** Goes on with one hold: ends it, probes, or releases what waited for its end. */
async function goOn(hold: Hold, now: Date): Promise<number> {
  const { provider, since, endedAt } = hold;
  if (endedAt) {
    const released = await releaseEmails(provider, endedAt, now);
    if (released === 0 && endedAt < after(now, -KEPT_MS))
      await db.providerHold.deleteMany({ where: { provider, endedAt } });
    return released;
  }
  if (!(await isAcceptedAgain(hold, now))) return releaseProbe(provider, now);
  const open = { provider, since, endedAt: null };
  const { count } = await db.providerHold.updateMany({ where: open, data: { endedAt: now } });
  if (count > 0) log.info({ provider, since }, `${provider} takes our emails again`);
  return 0;
}

/**
 * Begins and ends the holds of mailbox providers, and releases emails. Everything is read from
 * rows, so a sweep that was cut off is made up for by the next one.
 *
 * @returns how many events were written for emails
 */
export async function sweepHolds(now = new Date()): Promise<number> {
  await beginHolds(now);
  let written = 0;
  for (const hold of await db.providerHold.findMany()) written += await goOn(hold, now);
  return written;
}
