import "server-only";
import { after, DAY, HOUR } from "../../clock";
import { db } from "../../db";
import { countDomains } from "./count-domains";
import { countHours } from "./count-hours";
import { startOfDay } from "./start-of-day";

/** Links live for 24 hours and providers try for as long: afterwards next to nothing changes. */
const STILL_CHANGES_MS = 48 * HOUR;
/** Nothing older is counted: retention would delete it every night, two years after its day. */
const COUNTED_MS = 2 * 365 * DAY - 7 * DAY;
/** What one round of the back-fill counts. */
const BATCH_MS = 7 * DAY;

const nextDayAfter = (moment: Date) => after(startOfDay(moment), DAY);
const nextHourAfter = (moment: Date) => new Date((Math.floor(moment.getTime() / HOUR) + 1) * HOUR);

/**
 * Counts what can still change anew: whole days, from 48 hours before now, or before the last
 * count where nobody counted for longer. Twice the same is the same.
 */
export async function countRecent(now = new Date()): Promise<void> {
  const { _max } = await db.funnelHour.aggregate({ _max: { hour: true } });
  const countedUntil = _max.hour && _max.hour < now ? _max.hour : now;
  const from = startOfDay(after(countedUntil, -STILL_CHANGES_MS));
  await countHours(from, nextHourAfter(now));
  await countDomains(from, nextDayAfter(now));
}

/**
 * Counts a week of what lies before everything that was counted, until the first registration
 * is reached: the back-fill of a service that is older than these tables.
 *
 * @returns whether there is more
 */
export async function countEarlier(now = new Date()): Promise<{ isMore: boolean }> {
  const [first, { _min }] = await Promise.all([
    db.registration.findFirst({ orderBy: { id: "asc" }, select: { createdAt: true } }),
    db.funnelHour.aggregate({ _min: { hour: true } }),
  ]);
  if (!first || !_min.hour) return { isMore: false };
  const earliest = after(now, -COUNTED_MS);
  const oldest = startOfDay(first.createdAt > earliest ? first.createdAt : earliest);
  if (first.createdAt >= _min.hour || oldest >= _min.hour) return { isMore: false };
  const batch = after(_min.hour, -BATCH_MS);
  const from = batch > oldest ? batch : oldest;
  // The hours last: by them the next round knows where this one ended.
  await countDomains(from, _min.hour);
  await countHours(from, _min.hour);
  return { isMore: from > oldest };
}
