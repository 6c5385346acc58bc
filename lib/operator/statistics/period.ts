import { after, DAY, HOUR, MINUTE } from "../../clock";

export const PERIODS = ["hour", "day", "week"] as const;

/** Over which time the overview looks back. */
export type Period = (typeof PERIODS)[number];

/** A time in steps. `from` is the beginning of a step and `to` the end of the current one. */
export type Span = { from: Date; to: Date; stepMs: number };

/** How long each period is, and its steps. */
export const STEPS: Record<Period, { lengthMs: number; stepMs: number }> = {
  hour: { lengthMs: HOUR, stepMs: MINUTE },
  day: { lengthMs: DAY, stepMs: HOUR },
  week: { lengthMs: 7 * DAY, stepMs: 6 * HOUR },
};

/** The period that ends with the step of now; steps begin with whole minutes or hours of UTC. */
export function spanOf(period: Period, now: Date): Span {
  const { lengthMs, stepMs } = STEPS[period];
  const to = new Date((Math.floor(now.getTime() / stepMs) + 1) * stepMs);
  return { from: after(to, -lengthMs), to, stepMs };
}

/** The same span with as much time before it. */
export function withTimeBefore({ from, to, stepMs }: Span): Span {
  return { from: after(from, from.getTime() - to.getTime()), to, stepMs };
}

/** The beginnings of all its steps. */
export function stepsOf({ from, to, stepMs }: Span): Date[] {
  const count = Math.round((to.getTime() - from.getTime()) / stepMs);
  return Array.from({ length: count }, (_, step) => after(from, step * stepMs));
}
