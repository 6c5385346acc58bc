import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "../env";

const digest = (text: string) => createHash("sha256").update(text).digest();

/**
 * Whether a header says "Bearer" and METRICS_TOKEN; never where there is none. Compared by
 * their digests, which are of one length, so that the time tells nothing.
 */
export function isMetricsToken(authorization: string | null): boolean {
  if (!env.METRICS_TOKEN) return false;
  return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${env.METRICS_TOKEN}`));
}
