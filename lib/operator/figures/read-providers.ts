import "server-only";
import { after, DAY } from "../../clock";
import { db } from "../../db";
import { cohort, outcomesOfCohort } from "./cohorts";
import { OTHER_DOMAINS } from "./count-domains";
import { providerOf } from "./providers";

/** What became of the registrations at one provider in one time. */
export type ProviderCounts = { registered: number; delivered: number; confirmed: number };

/** A mailbox provider: today, and in seven days that end with today. Days are of UTC. */
export type ProviderFigures = { name: string; today: ProviderCounts; week: ProviderCounts };

/** A provider whose people no longer confirm: its last 24 hours, and the week before. */
export type FallenProvider = { name: string; lastDay: ProviderCounts; before: ProviderCounts };

type DomainCounts = ProviderCounts & { domain: string };

const MOST_SHOWN = 10;
/** Of fewer registrations than these, a share says nothing. */
const FEWEST = 20;
/** A confirmed share below this part of what was usual is an alarm. */
const FALLEN_TO = 0.5;

const NONE: ProviderCounts = { registered: 0, delivered: 0, confirmed: 0 };
const dayOf = (moment: Date) => new Date(Math.floor(moment.getTime() / DAY) * DAY);
const confirmedShare = ({ confirmed, registered }: ProviderCounts) => confirmed / registered;

/** Domains folded into their providers. */
function byProvider(rows: readonly DomainCounts[]): Map<string, ProviderCounts> {
  const counts = new Map<string, ProviderCounts>();
  for (const { domain, registered, delivered, confirmed } of rows) {
    const name = providerOf(domain);
    const known = counts.get(name) ?? NONE;
    counts.set(name, {
      registered: known.registered + registered,
      delivered: known.delivered + delivered,
      confirmed: known.confirmed + confirmed,
    });
  }
  return counts;
}

/** By the counted days; a day of no registrations has no rows. */
async function countedDays(from: Date, to: Date) {
  return db.$queryRaw<DomainCounts[]>`
    SELECT domain, sum(registered)::int AS registered, sum(delivered)::int AS delivered,
      sum(confirmed)::int AS confirmed
    FROM domain_day
    WHERE day >= (${from}::timestamptz AT TIME ZONE 'UTC')::date
      AND day < (${to}::timestamptz AT TIME ZONE 'UTC')::date AND domain <> ${OTHER_DOMAINS}
    GROUP BY domain`;
}

async function domainsBetween(from: Date, to: Date) {
  return db.$queryRaw<DomainCounts[]>`
    SELECT split_part(r.address, '@', 2) AS domain, ${outcomesOfCohort}
    FROM ${cohort(from, to)} GROUP BY 1`;
}

/** The providers with the most registrations of seven days, the biggest first. */
export async function readProviders(now: Date): Promise<ProviderFigures[]> {
  const [today, tomorrow] = [dayOf(now), after(dayOf(now), DAY)];
  const [weekRows, todayRows] = await Promise.all([
    countedDays(after(tomorrow, -7 * DAY), tomorrow),
    countedDays(today, tomorrow),
  ]);
  const ofToday = byProvider(todayRows);
  return [...byProvider(weekRows)]
    .map(([name, week]) => ({ name, week, today: ofToday.get(name) ?? NONE }))
    .toSorted((a, b) => b.week.registered - a.week.registered || a.name.localeCompare(b.name))
    .slice(0, MOST_SHOWN);
}

/**
 * Providers whose people confirmed less than half as often in the last 24 hours as in the seven
 * days before those, the biggest first: their mails no longer arrive, or arrive as spam.
 */
export async function findFallenProviders(now: Date): Promise<FallenProvider[]> {
  const yesterday = after(dayOf(now), -DAY);
  const [lastRows, beforeRows] = await Promise.all([
    domainsBetween(after(now, -DAY), now),
    countedDays(after(yesterday, -7 * DAY), yesterday),
  ]);
  const usual = byProvider(beforeRows);
  return [...byProvider(lastRows)]
    .map(([name, lastDay]) => ({ name, lastDay, before: usual.get(name) ?? NONE }))
    .filter(({ lastDay, before }) => {
      if (lastDay.registered < FEWEST || before.registered < FEWEST) return false;
      return confirmedShare(lastDay) < FALLEN_TO * confirmedShare(before);
    })
    .toSorted((a, b) => b.lastDay.registered - a.lastDay.registered);
}
