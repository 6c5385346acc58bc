import "server-only";
import { after, SECOND } from "../../clock";
import { db } from "../../db";
import { uuidFloor } from "../../uuid-range";
import type { Person } from "./person";

/** The event of an email is written in the same transaction: at most so long after its time. */
const LONGEST_TRANSACTION_MS = 32 * SECOND;

/** The emails of a person: to their account, and to their address while it was nobody's. */
export function mailsOf({ address, account }: Person) {
  return account ? { OR: [{ userId: account.id }, { address, userId: null }] } : { address };
}

/** When the event of an email was written and when Inngest took it. */
type Publication = { deliveryId: string; createdAt: Date; publishedAt: Date | null };

/**
 * The outbox rows of some emails, each looked for by its id around the moment it was asked
 * for: the table has no index on what an event is about, and writing needs none.
 */
export async function readPublications(
  asked: { deliveryId: string; at: Date }[],
): Promise<Publication[]> {
  const from = asked.map(({ at }) => uuidFloor(after(at, -SECOND)));
  const to = asked.map(({ at }) => uuidFloor(after(at, LONGEST_TRANSACTION_MS)));
  const ids = asked.map(({ deliveryId }) => deliveryId);
  // OFFSET keeps the search by id apart, so that no plan reads the whole table instead.
  return db.$queryRaw<Publication[]>`
    SELECT DISTINCT ON (event.id) mail.id AS "deliveryId", event.created_at AS "createdAt",
      event.published_at AS "publishedAt"
    FROM unnest(${ids}::text[], ${from}::uuid[], ${to}::uuid[]) AS mail(id, first, last)
    CROSS JOIN LATERAL (
      SELECT * FROM outbox_event o WHERE o.id BETWEEN mail.first AND mail.last OFFSET 0) event
    WHERE event.data ->> 'deliveryId' = mail.id`;
}

/** Whether Inngest knows of an email that waits. One whose event is not found any more is known. */
export async function isPublished(mail: {
  id: string;
  createdAt: Date;
  republishedAt: Date | null;
}) {
  const { id, createdAt, republishedAt } = mail;
  const moments = [createdAt, ...(republishedAt ? [republishedAt] : [])];
  const rows = await readPublications(moments.map((at) => ({ deliveryId: id, at })));
  return rows.every(({ publishedAt }) => publishedAt !== null);
}
