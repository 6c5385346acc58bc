import "server-only";
import { HOUR } from "../clock";
import type { ListeningStatus } from "../realtime/listening";

/** It is read once an hour. */
const LONGEST_QUOTA_AGE_MS = 3 * HOUR;

/** Why waiting pages of this process learn of changes late. They still do, on their beat. */
export function listeningWarnings({ state, since }: ListeningStatus): string[] {
  if (state !== "down" && state !== "deaf") return [];
  const what =
    state === "down"
      ? `is down since ${since.toISOString()}`
      : `hears nothing since ${since.toISOString()} (behind a pooler such as PgBouncer, set DATABASE_DIRECT_URL)`;
  return [`waiting pages learn of changes some seconds late: the connection that listens ${what}`];
}

/** Emails go at the rate and within the quota that SES told long ago. */
export function quotaWarnings(readAt: Date | null, now: Date): string[] {
  if (!readAt || now.getTime() - readAt.getTime() <= LONGEST_QUOTA_AGE_MS) return [];
  return [`SES does not tell its sending quota any more (last at ${readAt.toISOString()})`];
}

/** Nobody can register or recover an account while Turnstile is away. */
export function turnstileWarnings(awaySince: Date | null): string[] {
  if (!awaySince) return [];
  return [`Turnstile gives no verdict since ${awaySince.toISOString()}: nobody can register`];
}

/** Emails to a mailbox provider wait, because it refuses ours. */
export function holdWarnings(holds: { provider: string; since: Date }[]): string[] {
  return holds.map(
    ({ provider, since }) =>
      `${provider} refuses our email since ${since.toISOString()}: emails to it wait (see /operator)`,
  );
}
