import "server-only";
import { headers } from "next/headers";
import type { Origin } from "../request/origin";
import { env } from "../env";
import { cleanForeignText } from "../foreign-text";
import { clientIp } from "./client-ip";
import { findExchange } from "./exchange";

const LONGEST_USER_AGENT = 400;

/** Where this request came from; its IP is "unknown" when that cannot be told. */
export async function requestOrigin(): Promise<Origin> {
  const all = await headers();
  const exchange = findExchange(all);
  return {
    ip: exchange ? clientIp(exchange, env.TRUSTED_PROXY_COUNT) : "unknown",
    userAgent: cleanForeignText(all.get("user-agent") ?? "", LONGEST_USER_AGENT),
  };
}
