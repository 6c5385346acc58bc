import "server-only";
import { after } from "../../clock";
import { db, sql } from "../../db";
import { explainToOperator, knownFailure } from "../failures";
import type { Reason } from "../reasons/reason-table";
import { isHeld, isInGroup, isRefused, PROBE_EVERY_MS } from "./held-emails";

/** Counted no further: a page needs no more, and a count must not take long. */
const MAX_COUNTED = 1_000;

/** A mailbox provider that refuses our email, for operators. */
export type HeldProvider = {
  /** Such as gmail, else a domain. */
  provider: string;
  /** A failure code. */
  reason: Reason;
  /** Why, and what to do about it. */
  why: string;
  advice: string;
  since: Date;
  /** When the next email is tried. */
  nextProbeAt: Date;
  /** Emails that wait, and emails that were refused: up to 1,000 of each. */
  waiting: number;
  refused: number;
};

async function count(provider: string, now: Date) {
  const isTheirs = isInGroup(sql`d.address`, provider);
  const [counts] = await db.$queryRaw<{ waiting: number; refused: number }[]>`
    SELECT
      (SELECT count(*)::int FROM (SELECT FROM delivery d WHERE ${isHeld} AND ${isTheirs}
        LIMIT ${MAX_COUNTED}) w) AS waiting,
      (SELECT count(*)::int FROM (SELECT FROM delivery d WHERE ${isRefused(now)} AND ${isTheirs}
        LIMIT ${MAX_COUNTED}) r) AS refused`;
  return counts ?? { waiting: 0, refused: 0 };
}

/** The mailbox providers that refuse our email now, the longest first. */
export async function readHeldProviders(now = new Date()): Promise<HeldProvider[]> {
  const holds = await db.providerHold.findMany({
    where: { endedAt: null },
    orderBy: { since: "asc" },
  });
  return Promise.all(
    holds.map(async ({ provider, since, probedAt, reason }) => ({
      provider,
      since,
      reason: reason as Reason,
      why: explainToOperator(reason) ?? reason,
      advice: knownFailure(reason as Reason)?.operator ?? "",
      nextProbeAt: probedAt ? after(probedAt, PROBE_EVERY_MS) : now,
      ...(await count(provider, now)),
    })),
  );
}
