import { db } from "@/lib/db";
import { readReputation } from "@/lib/email/reputation/update-standing";
import { readQueue } from "@/lib/email/read-queue";
import { countEarlier, countRecent } from "@/lib/operator/statistics/count-figures";
import { findFallenProviders } from "@/lib/operator/statistics/find-fallen-providers";
import { PERIODS, spanOf } from "@/lib/operator/statistics/period";
import { readDurations } from "@/lib/operator/statistics/read-durations";
import { readLines } from "@/lib/operator/statistics/read-lines";
import { readProviders } from "@/lib/operator/statistics/read-providers";
import { readSending } from "@/lib/operator/statistics/read-sending";

/** Counts the hours and days of all that was seeded, as the cron does. */
export async function countEverything(): Promise<void> {
  await countRecent();
  while ((await countEarlier()).isMore);
}

/** How long each part of the operator's overview takes, one at a time, the slowest first. */
export async function timeOverview(runs: number): Promise<{ name: string; ms: number }[]> {
  const now = new Date();
  const ofPeriods = PERIODS.flatMap((period) => {
    const span = spanOf(period, now);
    return [
      { name: `readLines, ${period}`, read: () => readLines(span, now) },
      { name: `readDurations, ${period}`, read: () => readDurations(span) },
      { name: `readQueue, ${period}`, read: () => readQueue(span.from, now) },
    ];
  });
  const parts: { name: string; read: () => Promise<unknown> }[] = [
    ...ofPeriods,
    { name: "the first registration", read: () => db.registration.findFirst() },
    { name: "readReputation", read: () => readReputation(now) },
    { name: "readSending", read: () => readSending(now) },
    { name: "readProviders", read: () => readProviders(now) },
    { name: "findFallenProviders", read: () => findFallenProviders(now) },
  ];
  const timed = [];
  for (const { name, read } of parts) {
    const taken: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const startedAt = performance.now();
      await read();
      taken.push(performance.now() - startedAt);
    }
    timed.push({ name, ms: taken.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN });
  }
  return timed.toSorted((a, b) => b.ms - a.ms);
}
