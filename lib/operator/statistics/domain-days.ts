import "server-only";
import { db } from "../../db";
import { OTHER_DOMAINS } from "./count-domains";

/** What became of the registrations at a domain. */
export type DomainCounts = {
  domain: string;
  registered: number;
  delivered: number;
  confirmed: number;
};

/**
 * The counted days of each domain that is known by name, added up.
 *
 * @param from the beginning of a day in UTC
 * @param to the beginning of a day in UTC
 */
export async function domainDays(from: Date, to: Date): Promise<DomainCounts[]> {
  return db.$queryRaw<DomainCounts[]>`
    SELECT domain, sum(registered)::int AS registered, sum(delivered)::int AS delivered,
      sum(confirmed)::int AS confirmed
    FROM domain_day
    WHERE day >= (${from}::timestamptz AT TIME ZONE 'UTC')::date
      AND day < (${to}::timestamptz AT TIME ZONE 'UTC')::date AND domain <> ${OTHER_DOMAINS}
    GROUP BY domain`;
}
