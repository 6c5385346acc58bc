import "server-only";
import { after, DAY } from "../../clock";
import { db, unprepared } from "../../db";
import { byProvider } from "./by-provider";
import { domainDays } from "./domain-days";
import { uuidFloor } from "../../uuid-range";
import { startOfDay } from "./start-of-day";

type Counts = { registered: number; confirmed: number };

/** A provider whose people no longer confirm: its last 24 hours, and the week before. */
export type FallenProvider = { name: string; lastDay: Counts; before: Counts };

/** Of fewer registrations than these, a share says nothing. */
const FEWEST = 20;
/** A confirmed share below this part of what was usual is an alarm. */
const FALLEN_TO = 0.5;

const KINDS = ["registered", "confirmed"] as const;
const shareOf = ({ confirmed, registered }: Counts) => confirmed / registered;

/**
 * On the spot, hence only what the alarm is about, and by id ranges alone, by which PostgreSQL
 * knows how much there is to join. Of a registration's verifications one is used at most. See
 * cohorts.ts for who has confirmed.
 */
async function domainsSince(from: Date) {
  const first = uuidFloor(from);
  return db.$queryRaw<(Counts & { domain: string })[]>`
    SELECT ${unprepared} split_part(r.address, '@', 2) AS domain, count(*)::int AS registered,
      count(*) FILTER (WHERE r.confirmed_at IS NOT NULL OR v.id IS NOT NULL)::int AS confirmed
    FROM registration r
      LEFT JOIN verification v
        ON v.registration_id = r.id AND v.used_at IS NOT NULL AND v.id >= ${first}::uuid
    WHERE r.id >= ${first}::uuid
    GROUP BY 1`;
}

/**
 * Providers whose people confirmed less than half as often in the last 24 hours as in the seven
 * days before those, the biggest first: their emails no longer arrive, or arrive as spam. The
 * seven days are whole ones, the last of which ended before the 24 hours began.
 */
export async function findFallenProviders(now: Date): Promise<FallenProvider[]> {
  const yesterday = after(startOfDay(now), -DAY);
  const [lastRows, beforeRows] = await Promise.all([
    domainsSince(after(now, -DAY)),
    domainDays(after(yesterday, -7 * DAY), yesterday),
  ]);
  const usual = byProvider(beforeRows, KINDS);
  return [...byProvider(lastRows, KINDS)]
    .map(([name, lastDay]) => ({ name, lastDay, before: usual.get(name) }))
    .filter((provider): provider is FallenProvider => {
      const { lastDay, before } = provider;
      if (!before || lastDay.registered < FEWEST || before.registered < FEWEST) return false;
      return shareOf(lastDay) < FALLEN_TO * shareOf(before);
    })
    .toSorted((a, b) => b.lastDay.registered - a.lastDay.registered);
}
