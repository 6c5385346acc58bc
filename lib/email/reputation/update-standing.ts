import "server-only";
import { after, DAY } from "../../clock";
import { db } from "../../db";
import { log } from "../../log";
import { NO_BOUNCES } from "../reasons/reason-table";
import { type Counts, judgeReputation, type Reputation } from "./judge-reputation";

/** The newest emails count, as at SES: so many of them, and none that is older than a week. */
const NEWEST = 10_000;
const OLDEST_MS = 7 * DAY;

const ALARM =
  "Too many mails bounce or are called spam: SES is about to review the account, or to pause it. New registrations are slowed down; look for a flood of made-up addresses.";

/** How our emails are received. */
export async function readReputation(now = new Date()): Promise<Reputation> {
  const [counts] = await db.$queryRaw<Counts[]>`
    SELECT count(*)::int AS mails, count(*) FILTER (WHERE status = 'bounced'
        AND NOT coalesce(failure_code, '') = ANY(${NO_BOUNCES}))::int AS bounces,
      count(*) FILTER (WHERE status = 'complained')::int AS complaints
    FROM (SELECT status, failure_code FROM delivery WHERE sent_at > ${after(now, -OLDEST_MS)} AND channel = 'email'
      ORDER BY sent_at DESC LIMIT ${NEWEST}) AS newest`;
  return judgeReputation(counts ?? { mails: 0, bounces: 0, complaints: 0 });
}

/**
 * Judges anew how our emails are received, for all processes to act by. Raises the alarm
 * when that got worse, once.
 */
export async function updateStanding(now = new Date()): Promise<Reputation> {
  const reputation = await readReputation(now);
  const { standing } = reputation;
  const { count } = await db.sender.updateMany({
    where: { standing: { not: standing } },
    data: { standing },
  });
  if (count > 0 && standing !== "good") log.error(reputation, ALARM);
  else if (count > 0) log.info(reputation, "bounces and complaints are low again");
  return reputation;
}
