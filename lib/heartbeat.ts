import "server-only";
import { DAY, HOUR, MINUTE, SECOND } from "./clock";
import { db } from "./db";

/** When each cron runs, and in how long a time two of its runs fall, whenever that begins. */
export const crons = {
  "sweep-outbox": { schedule: "* * * * *", twoRunsMs: 2 * MINUTE },
  "watch-reputation": { schedule: "* * * * *", twoRunsMs: 2 * MINUTE },
  "count-figures": { schedule: "* * * * *", twoRunsMs: 2 * MINUTE }, // operator's console
  "read-send-quota": { schedule: "7 * * * *", twoRunsMs: 2 * HOUR },
  "expire-verifications": { schedule: "17 * * * *", twoRunsMs: 2 * HOUR },
  "erase-accounts": { schedule: "37 * * * *", twoRunsMs: 2 * HOUR },
  "remove-factors": { schedule: "47 * * * *", twoRunsMs: 2 * HOUR },
  "apply-retention": { schedule: "23 2-5 * * *", twoRunsMs: DAY - 2 * HOUR },
} as const;

type CronName = keyof typeof crons;

/** A run takes its time, and Inngest may begin it late. */
const SLACK = 1.25;

/** Remembers that a periodic job has finished. */
export async function recordHeartbeat(name: CronName, at = new Date()): Promise<void> {
  await db.heartbeat.upsert({ where: { name }, create: { name, at }, update: { at } });
}

/**
 * Names the crons that have missed two runs. One that is overdue because everything was down
 * has the time of two runs after our start to make up for it.
 */
export function cronProblems(
  heartbeats: { name: string; at: Date }[],
  now: Date,
  uptimeMs: number,
): string[] {
  const lastOf = new Map(heartbeats.map(({ name, at }) => [name, at.getTime()]));
  const missed = (Object.keys(crons) as CronName[]).filter((name) => {
    const quietMs = Math.min(uptimeMs, now.getTime() - (lastOf.get(name) ?? -Infinity));
    return quietMs > crons[name].twoRunsMs * SLACK;
  });
  const names = missed.join(", ");
  return missed.length > 0
    ? [
        `Inngest does not run the functions of this app (has it the right address? npm run operator -- inngest sync): two runs missed of ${names}`,
      ]
    : [];
}

/**
 * Takes the next turn at a job that every process tries now and then; over all of them it is
 * done once in `pauseMs`. The row does what a lock would, and a dead process holds nothing.
 */
export async function takeTurn(
  name: "republish-overdue",
  pauseMs: number,
  now: Date,
): Promise<boolean> {
  const turns = await db.$queryRaw<object[]>`
    INSERT INTO heartbeat AS h (name, at) VALUES (${name}, ${now})
    ON CONFLICT (name) DO UPDATE SET at = excluded.at
      WHERE h.at <= excluded.at - make_interval(secs => ${pauseMs / SECOND}::float8)
    RETURNING name`;
  return turns.length > 0;
}
