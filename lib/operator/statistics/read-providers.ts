import "server-only";
import { after, DAY } from "../../clock";
import { byProvider } from "./by-provider";
import { domainDays } from "./domain-days";
import { startOfDay } from "./start-of-day";

/** What became of the registrations at one provider in one time. */
export type ProviderCounts = { registered: number; delivered: number; confirmed: number };

/** A mailbox provider: today, and in seven days that end with today. Days are of UTC. */
export type ProviderFigures = { name: string; today: ProviderCounts; week: ProviderCounts };

const MOST_SHOWN = 10;
const KINDS = ["registered", "delivered", "confirmed"] as const;
const NONE: ProviderCounts = { registered: 0, delivered: 0, confirmed: 0 };

/** The providers with the most registrations of seven days, the biggest first. */
export async function readProviders(now: Date): Promise<ProviderFigures[]> {
  const today = startOfDay(now);
  const tomorrow = after(today, DAY);
  const [weekRows, todayRows] = await Promise.all([
    domainDays(after(tomorrow, -7 * DAY), tomorrow),
    domainDays(today, tomorrow),
  ]);
  const ofToday = byProvider(todayRows, KINDS);
  return [...byProvider(weekRows, KINDS)]
    .map(([name, week]) => ({ name, week, today: ofToday.get(name) ?? NONE }))
    .toSorted((a, b) => b.week.registered - a.week.registered || a.name.localeCompare(b.name))
    .slice(0, MOST_SHOWN);
}
