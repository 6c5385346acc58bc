import "server-only";
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { env } from "../env";
import type { CodeKind, LinkUse } from "./links";

/** What a key is used for. One purpose's output never passes for another's. */
export type KeyUse = LinkUse | CodeKind["use"] | "phone-code";

const derived = new Map<string, Buffer>();

function keyFor(version: number, use: KeyUse): Buffer | null {
  const name = `${version}/${use}`;
  const known = derived.get(name);
  if (known) return known;
  const root = env.TOKEN_KEYS.find((key) => key.version === version);
  if (!root) return null;
  const key = Buffer.from(hkdfSync("sha256", root.material, "", `latchkey/${use}`, 32));
  derived.set(name, key);
  return key;
}

/** Versions of the keys held, the signing one first. */
export function keyVersions(): number[] {
  return env.TOKEN_KEYS.map((key) => key.version);
}

/**
 * HMAC-SHA256 of `parts` for one use; null if that key is not held (any more).
 * The parts are encoded as JSON, so that ("ab","c") and ("a","bc") differ.
 */
export function sign(
  use: KeyUse,
  parts: (string | number)[],
  version = keyVersions()[0] ?? 1,
): Buffer | null {
  const key = keyFor(version, use);
  return key && createHmac("sha256", key).update(JSON.stringify(parts)).digest();
}

/** Equality that takes the same time wherever the difference lies. */
export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
