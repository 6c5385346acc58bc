import "server-only";
import { isIP } from "node:net";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { db } from "../db";
import { env } from "../env";
import { countedMailbox } from "../mailbox/mailbox";
import { metrics } from "../metrics/metrics";
import { sign } from "../verification/keyring";
import { ipNetwork } from "./ip-network";
import { type Counted, type LimitName, limits } from "./limits";

/** One use of a limit: by which IP, address, account or verification. */
export type Use = { limit: LimitName; key: string };

/** A limit that is used up, and when it may be used again. */
export type Limited = { outcome: "limited"; limit: LimitName; retryAt: Date };

const TABLE = "rate_limit";

// The library's statements run on our own pool. Counting is one INSERT … ON CONFLICT, so
// of many uses at once exactly as many get through as there are points.
const storeClient = {
  async query({ text, values }: { text: string; values: (string | number | null)[] }) {
    const found = await db.$queryRawUnsafe<{ points: number; expire: bigint }[]>(text, ...values);
    const rows = found.map((row) => ({ ...row, expire: Number(row.expire) }));
    return { rows, rowCount: rows.length };
  },
};

const limiters = new Map<LimitName, RateLimiterPostgres>();

function limiterOf(limit: LimitName): RateLimiterPostgres {
  const known = limiters.get(limit);
  if (known) return known;
  const limiter = new RateLimiterPostgres({
    storeClient,
    storeType: "client",
    tableName: TABLE,
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: limit,
    points: limits[limit].points,
    duration: limits[limit].durationMs / 1_000,
  });
  limiters.set(limit, limiter);
  return limiter;
}

/** What is counted as one: see `Counted`. */
function counted(counts: Counted, key: string): string {
  if (counts === "ip") return ipNetwork(key);
  return counts === "address" || counts === "tagged" ? countedMailbox(key) : key;
}

// The table must not be a list of the addresses and networks that were here.
function storedKey({ limit, key }: Use): string {
  const mac = sign("rate-limit", [limit, counted(limits[limit].counts, key)]);
  if (!mac) throw new Error("TOKEN_KEYS holds no key to sign with");
  return mac.toString("base64url");
}

function isExempt({ limit, key }: Use): boolean {
  const family = isIP(key);
  if (limits[limit].counts !== "ip" || family === 0) return false;
  return env.RATE_LIMIT_EXEMPT.check(key, family === 6 ? "ipv6" : "ipv4");
}

async function consumeOne(use: Use): Promise<Limited | null> {
  try {
    await limiterOf(use.limit).consume(storedKey(use));
    return null;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    metrics.limitsHit.inc({ limit: use.limit });
    const retryAt = new Date(Date.now() + refusal.msBeforeNext);
    return { outcome: "limited", limit: use.limit, retryAt };
  }
}

async function consumeAll(uses: Use[]): Promise<Limited | undefined> {
  const refusals = await Promise.all(uses.map(consumeOne));
  return refusals
    .filter((refusal) => refusal !== null)
    .toSorted((a, b) => b.retryAt.getTime() - a.retryAt.getTime())[0];
}

/** What others share: whoever is over a limit of their own must not use it up for them. */
const SHARED: ReadonlySet<Counted> = new Set(["address", "site"]);

/**
 * Counts a use of each limit, whether what it is about exists or not, and tells whether all
 * of them allow it. Tries beyond a limit make nobody wait longer.
 *
 * @returns "limited" with the limit one has to wait for the longest
 */
export async function consume(uses: Use[]): Promise<{ outcome: "within" } | Limited> {
  const subject = uses.filter((use) => !isExempt(use));
  const isShared = (use: Use) => SHARED.has(limits[use.limit].counts);
  const refusal =
    (await consumeAll(subject.filter((use) => !isShared(use)))) ??
    (await consumeAll(subject.filter(isShared)));
  return refusal ?? { outcome: "within" };
}

/** How often a limit was tried since its time began, refusals included, and when it begins anew. */
export type Usage = { tries: number; allowed: number; endsAt: Date };

/** How much of a limit is used; null when nothing is. Uses nothing up. */
export async function usageOf(limit: LimitName, key: string): Promise<Usage | null> {
  const used = await limiterOf(limit).get(storedKey({ limit, key }));
  if (used === null) return null;
  const endsAt = new Date(Date.now() + used.msBeforeNext);
  return { tries: used.consumedPoints, allowed: limits[limit].points, endsAt };
}

/** When a limit may be used next; null when it may be at once. Uses nothing up. */
export async function peek(limit: LimitName, key: string): Promise<Date | null> {
  if (isExempt({ limit, key })) return null;
  const used = await usageOf(limit, key);
  return used === null || used.tries < used.allowed ? null : used.endsAt;
}
