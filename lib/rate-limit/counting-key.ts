import "server-only";
import { createHmac, hkdfSync } from "node:crypto";
import { env } from "../env";

const keys = new Map<string, Buffer>();

/**
 * The name under which something is counted: an HMAC, so that the tables are no list of who was
 * here. Its key comes from AUTH_SECRET and not from TOKEN_KEYS: those are replaced from time to
 * time, and each time every limit and every lock would begin anew.
 */
export function countingKey(
  use: "sign-in-throttle" | "second-factor-throttle" | "rate-limit",
  parts: string[],
): string {
  let key = keys.get(use);
  if (!key) {
    key = Buffer.from(hkdfSync("sha256", env.AUTH_SECRET, "", `latchkey/${use}`, 32));
    keys.set(use, key);
  }
  return createHmac("sha256", key).update(JSON.stringify(parts)).digest("base64url");
}
