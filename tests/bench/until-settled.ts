import { poll } from "@latchkey/testing/poll";
import type { Bench } from "./start-bench";

const PATIENCE = { deadlineMs: 120_000, intervalMs: 50 };

/** Deliveries that are made from now on. Their ids begin with the time. */
export async function watchDeliveries({ database }: Bench) {
  const { rows } = await database.query<{ id: string }>("SELECT uuidv7() AS id");
  const since = rows[0]?.id;
  return {
    /** Waits until so many of them are said to be delivered by SES. */
    untilDelivered: (count: number) =>
      poll(
        `${count} emails to be delivered`,
        async () => {
          const delivered = await database.query<{ count: number }>(
            "SELECT count(*)::int AS count FROM delivery WHERE id > $1 AND status = 'delivered'",
            [since],
          );
          return (delivered.rows[0]?.count ?? 0) >= count;
        },
        PATIENCE,
      ),
    /** When the last of them went out, in milliseconds since 1970. */
    lastSentAt: async () => {
      const sent = await database.query<{ at: Date }>(
        "SELECT max(sent_at) AS at FROM delivery WHERE id > $1",
        [since],
      );
      return sent.rows[0]?.at.getTime() ?? NaN;
    },
  };
}

/** Waits until Inngest has every event. What the app does after an answer is done by then. */
export function untilPublished({ database }: Bench): Promise<true> {
  return poll(
    "the outbox to be empty",
    async () => {
      const { rowCount } = await database.query(
        "SELECT FROM outbox_event WHERE published_at IS NULL LIMIT 1",
      );
      return rowCount === 0;
    },
    PATIENCE,
  );
}
