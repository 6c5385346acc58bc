import "server-only";
import { v7 as uuidv7 } from "uuid";
import { db } from "../db";
import { log } from "../log";
import { metrics } from "../metrics/metrics";
import { inspectLink } from "./inspect-link";
import type { LinkUse } from "./links";
import { looksLikeScanner, type Visit } from "./scanner-signs";

/** What is remembered of one link: enough to see a scanner at work, too little to fill a disk. */
const MOST_OPENINGS = 50;

/** Who opened a link, from where, and with which browser key if any. */
export type Opening = Visit & { ip: string; browserKeyHash: string | null };

type About = { isOwnBrowser: boolean; sentAt: Date | null; openings: number };

/**
 * Remembers that a genuine link was opened, for "why did Ann not confirm?". Changes nothing
 * else and never throws: a link works whether this does or not.
 */
export async function recordOpening(
  token: string,
  use: Exclude<LinkUse, "not-me-link">,
  opening: Opening,
): Promise<void> {
  try {
    const link = await inspectLink(token, use, ({ id }) => id, opening.at);
    if (!("subject" in link)) return;
    const id = link.verificationId;
    const [about] = await db.$queryRaw<About[]>`
      SELECT coalesce(r.browser_key_hash, p.browser_key_hash) = ${opening.browserKeyHash} AS "isOwnBrowser",
        (SELECT max(sent_at) FROM delivery d WHERE d.registration_id = r.id OR d.password_reset_id = p.id) AS "sentAt",
        (SELECT count(*)::int FROM link_opening o WHERE o.verification_id = v.id) AS openings
      FROM verification v LEFT JOIN registration r ON r.id = v.registration_id
        LEFT JOIN password_reset p ON p.id = v.password_reset_id
      WHERE v.id = ${id}::uuid`;
    if (!about || about.openings >= MOST_OPENINGS) return;
    const isOwnBrowser = about.isOwnBrowser === true;
    // Whoever holds the key of the browser that asked is its owner, however fast.
    const isScanner = !isOwnBrowser && looksLikeScanner(opening, about.sentAt);
    metrics.linksOpened.inc({
      by: isOwnBrowser ? "own_browser" : isScanner ? "scanner" : "other_browser",
    });
    await db.linkOpening.createMany({
      data: {
        id: uuidv7(),
        verificationId: id,
        openedAt: opening.at,
        ip: opening.ip,
        userAgent: opening.userAgent,
        isOwnBrowser,
        looksLikeScanner: isScanner,
      },
    });
  } catch (error) {
    log.warn({ err: error }, "an opened link was not written down");
  }
}
