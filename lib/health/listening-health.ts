import "server-only";
import type { ListeningStatus } from "../live/listening";

/** Why waiting pages of this process learn of changes late. They still do, on their beat. */
export function listeningWarnings({ state, since }: ListeningStatus): string[] {
  if (state !== "down" && state !== "deaf") return [];
  const what =
    state === "down"
      ? `is down since ${since.toISOString()}`
      : `hears nothing since ${since.toISOString()} (behind a pooler such as PgBouncer, set DATABASE_DIRECT_URL)`;
  return [`waiting pages learn of changes some seconds late: the connection that listens ${what}`];
}
