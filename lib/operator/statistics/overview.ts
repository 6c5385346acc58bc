import "server-only";
import { db } from "../../db";
import { checkHealth, type Health } from "../../health/check-health";
import type { Reputation } from "../../email/reputation/judge-reputation";
import { readReputation } from "../../email/reputation/update-standing";
import type { Outcomes } from "./cohorts";
import { type FallenProvider, findFallenProviders } from "./find-fallen-providers";
import { type Period, type Span, spanOf, withTimeBefore } from "./period";
import { type Durations, readDurations } from "./read-durations";
import { readLines, type Step, sumOf } from "./read-lines";
import { type ProviderFigures, readProviders } from "./read-providers";
import { type HeldProvider, readHeldProviders } from "../../email/provider-holds/read-holds";
import { type Queue, readQueue } from "../../email/read-queue";
import { readSending, type Sending } from "./read-sending";

/** The whole way from sign-up to confirmed, over one period, and how the service is now. */
export type Overview = {
  period: Period;
  span: Span;
  readAt: Date;
  /** Nobody has ever registered. */
  isNew: boolean;
  funnel: Outcomes;
  /** The same of as much time before. */
  funnelBefore: Outcomes;
  lines: Step[];
  durations: Durations;
  reputation: Reputation;
  queue: Queue;
  sending: Sending;
  health: Health;
  providers: ProviderFigures[];
  fallenProviders: FallenProvider[];
  heldProviders: HeldProvider[];
};

/** Reads all that the operator's overview shows. Every part is read by an index. */
export async function overview(period: Period, now = new Date()): Promise<Overview> {
  const span = spanOf(period, now);
  const [
    first,
    steps,
    durations,
    reputation,
    queue,
    sending,
    health,
    providers,
    fallenProviders,
    heldProviders,
  ] = await Promise.all([
    db.registration.findFirst({ select: { id: true } }),
    readLines(withTimeBefore(span), now),
    readDurations(span),
    readReputation(now),
    readQueue(span.from, now),
    readSending(now),
    checkHealth(now),
    readProviders(now),
    findFallenProviders(now),
    readHeldProviders(now),
  ]);
  const lines = steps.filter(({ at }) => at >= span.from);
  const before = steps.filter(({ at }) => at < span.from);
  return {
    period,
    span,
    readAt: now,
    isNew: first === null,
    funnel: sumOf(lines),
    funnelBefore: sumOf(before),
    lines,
    durations,
    reputation,
    queue,
    sending,
    health,
    providers,
    fallenProviders,
    heldProviders,
  };
}
