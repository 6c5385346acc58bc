import "server-only";
import { isIP } from "node:net";
import { db } from "../db";
import { env } from "../env";
import { countedMailbox } from "../mailbox/mailbox";
import { metrics } from "../metrics/metrics";
import { countingKey } from "./counting-key";
import { ipNetwork, ipNetworks } from "../request/ip-network";
import { type Counted, type LimitName, limits, type Use } from "./limits";
import { type Count, takePoints } from "./take-points";

/** A limit that is used up, and when it may be used again. */
export type Limited = { outcome: "limited"; limit: LimitName; retryAt: Date };

/** What others share: whoever is over a limit of their own must not use it up for them. */
const SHARED: ReadonlySet<Counted> = new Set(["address", "site", "number", "country"]);

// The table must not be a list of the addresses and networks that were here.
function storedKey(limit: LimitName, counted: string): string {
  return `${limit}:${countingKey("rate-limit", [limit, counted])}`;
}

/** What is counted as one, as far as one count tells it: see `Counted`. */
function countedBy({ limit, key }: Use): string {
  const { counts } = limits[limit];
  if (counts === "ip") return ipNetwork(key);
  return counts === "address" || counts === "tagged" ? countedMailbox(key) : key;
}

function isExempt({ limit, key }: Use): boolean {
  const family = isIP(key);
  if (limits[limit].counts !== "ip" || family === 0) return false;
  return env.RATE_LIMIT_EXEMPT.check(key, family === 6 ? "ipv6" : "ipv4");
}

/** The counts that a use goes into: one, or one for each network that an IP is in. */
function countsOf(use: Use): Count[] {
  const { limit, key, whileThrottled = null } = use;
  const { points, durationMs, counts, keptForNewcomers = 0 } = limits[limit];
  const isShared = SHARED.has(counts);
  // Tries beyond the site's or a country's limit do not count, or those refused would use up what is kept.
  const isCapped = counts === "site" || counts === "country";
  const count = { limit, durationMs, isShared, isCapped, keptForNewcomers, whileThrottled };
  if (counts !== "ip")
    return [{ ...count, showsUse: false, key: storedKey(limit, countedBy(use)), allowed: points }];
  const networks = ipNetworks(key);
  return networks.map(({ network, factor }, index) => ({
    ...count,
    key: storedKey(limit, network),
    allowed: points * factor,
    showsUse: limit === "registrations_from_ip_per_day" && index === networks.length - 1,
  }));
}

/**
 * Counts a use of each limit, whether what it is about exists or not, and tells whether all
 * of them allow it. Tries beyond a limit make nobody wait longer. One statement, of which many
 * at once take turns at each count, so exactly as many get through as there are points.
 *
 * @returns "limited" with the limit one has to wait for the longest
 */
export async function consume(uses: Use[]): Promise<{ outcome: "within" } | Limited> {
  const counts = uses.filter((use) => !isExempt(use)).flatMap(countsOf);
  const refused = await takePoints(counts, Date.now());
  for (const limit of new Set(refused.map((each) => each.limit))) metrics.limitsHit.inc({ limit });
  const [longest] = refused.toSorted((a, b) => b.endsAt - a.endsAt);
  if (!longest) return { outcome: "within" };
  return { outcome: "limited", limit: longest.limit, retryAt: new Date(longest.endsAt) };
}

/** How often a limit was tried since its time began, refusals included, and when it begins anew. */
export type Usage = { tries: number; allowed: number; endsAt: Date };

/** How much of each limit is used, of an IP by its narrowest network; null where nothing is. */
export async function usageOf(uses: Use[]): Promise<(Usage | null)[]> {
  const keys = uses.map((use) => storedKey(use.limit, countedBy(use)));
  const where = { key: { in: keys }, expire: { gt: Date.now() } };
  const used = new Map((await db.rateLimit.findMany({ where })).map((row) => [row.key, row]));
  return uses.map(({ limit }, index) => {
    const row = used.get(keys[index] ?? "");
    const { points: allowed } = limits[limit];
    return row ? { tries: row.points, allowed, endsAt: new Date(Number(row.expire)) } : null;
  });
}

/** When all of some limits may be used next; null when they may be at once. Uses nothing up. */
export async function peek(uses: Use[]): Promise<Date | null> {
  const usages = await usageOf(uses.filter((use) => !isExempt(use)));
  const ends = usages.flatMap((used) =>
    used && used.tries >= used.allowed ? [used.endsAt.getTime()] : [],
  );
  return ends.length > 0 ? new Date(Math.max(...ends)) : null;
}
