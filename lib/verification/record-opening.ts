import "server-only";
import { v7 as uuidv7 } from "uuid";
import { after, SECOND } from "../clock";
import { db } from "../db";
import { log } from "../log";
import { metrics } from "../metrics/metrics";
import { inspectLink } from "./inspect-link";
import type { LinkUse } from "./links";

/** What is remembered of one link: enough to see a scanner at work, too little to fill a disk. */
const MOST_OPENINGS = 50;

/** A person needs this long to find a new email, read it and press. */
const FASTEST_READER_MS = 3 * SECOND;

/** Programs that say what they are, and libraries that nobody browses with. */
const PROGRAMS =
  /bot\b|crawl|spider|scan|preview|proofpoint|mimecast|barracuda|safelinks|urldefense|headless|curl|wget|python|java\/|go-http|okhttp|axios|node-fetch|undici/i;

/** Who opened a link, from where, how, and with which browser key if any. */
export type Opening = {
  method: string;
  userAgent: string;
  hasLanguage: boolean;
  ip: string;
  browserKeyHash: string | null;
  at: Date;
};

/** What inspecting a link told, as far as it matters here: a genuine one is named. */
export type Inspected = { outcome: string; verificationId?: string };

const looksLikeProgram = ({ method, userAgent, hasLanguage }: Opening) =>
  method !== "GET" || !hasLanguage || PROGRAMS.test(userAgent);

/**
 * Remembers that a genuine link was opened, for "why did Ann not confirm?". Changes nothing
 * else and never throws: a link works whether this does or not.
 *
 * Whether an email scanner opened it is a guess, for operators to read: scanners use whole
 * browsers, so nothing depends on it. Whoever holds the key of the browser that asked for the
 * email is its owner, however fast.
 *
 * @param inspected what inspecting the link told, where somebody asked already
 */
export async function recordOpening(
  token: string,
  use: Exclude<LinkUse, "not-me-link">,
  opening: Opening,
  inspected?: Inspected,
): Promise<void> {
  const { ip, userAgent, browserKeyHash, at } = opening;
  try {
    const link: Inspected = inspected ?? (await inspectLink(token, use, ({ id }) => id, at));
    if (link.verificationId === undefined) return;
    const [recorded] = await db.$queryRaw<{ isOwnBrowser: boolean; looksLikeScanner: boolean }[]>`
      INSERT INTO link_opening
        (id, verification_id, opened_at, ip, user_agent, is_own_browser, looks_like_scanner)
      SELECT ${uuidv7()}::uuid, id, ${at}, ${ip}, ${userAgent}, is_own,
        NOT is_own AND (${looksLikeProgram(opening)} OR COALESCE(sent_at > ${after(at, -FASTEST_READER_MS)}, false))
      FROM (
        SELECT v.id,
          COALESCE(COALESCE(r.browser_key_hash, p.browser_key_hash) = ${browserKeyHash}, false) AS is_own,
          (SELECT max(d.sent_at) FROM delivery d
            WHERE d.registration_id = r.id OR d.password_reset_id = p.id) AS sent_at
        FROM verification v LEFT JOIN registration r ON r.id = v.registration_id
          LEFT JOIN password_reset p ON p.id = v.password_reset_id
        WHERE v.id = ${link.verificationId}::uuid AND ${MOST_OPENINGS}::int >
          (SELECT count(*) FROM link_opening o WHERE o.verification_id = v.id)
      ) opened
      RETURNING is_own_browser AS "isOwnBrowser", looks_like_scanner AS "looksLikeScanner"`;
    if (!recorded) return;
    const other = recorded.looksLikeScanner ? "scanner" : "other_browser";
    metrics.linksOpened.inc({ by: recorded.isOwnBrowser ? "own_browser" : other });
  } catch (error) {
    log.warn({ err: error }, "an opened link was not written down");
  }
}
