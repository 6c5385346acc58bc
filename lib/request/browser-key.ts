import "server-only";
import { createHash, randomBytes } from "node:crypto";

/** A key for a browser that has none yet: 256 random bits. It lives in its cookie only. */
export function newBrowserKey(): string {
  return randomBytes(32).toString("base64url");
}

/** What the database keeps of a browser's key. The key is random, so no salt is needed. */
export function hashBrowserKey(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}
