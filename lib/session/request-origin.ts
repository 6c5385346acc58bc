import "server-only";
import { isIP } from "node:net";
import { headers } from "next/headers";
import type { Origin } from "../accounts/origin";
import { env } from "../env";

const LONGEST_USER_AGENT = 400;

/**
 * Where this request came from. Each proxy appends the address it saw, so only as many
 * entries from the right as there are proxies of ours can be believed; without a proxy
 * Next.js itself writes the entry, unless the client sent one.
 */
export async function requestOrigin(): Promise<Origin> {
  const all = await headers();
  const seen = (all.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim());
  const ip = seen.at(-Math.max(1, env.TRUSTED_PROXY_COUNT)) ?? "";
  return {
    ip: isIP(ip) ? ip.replace(/^::ffff:(?=\d+\.)/, "") : "unknown",
    userAgent: (all.get("user-agent") ?? "").slice(0, LONGEST_USER_AGENT),
  };
}
