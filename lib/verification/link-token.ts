import "server-only";
import { parse as uuidBytes, stringify as uuidText } from "uuid";
import { isSame, keyVersions, sign } from "./keys";
import { LINK_USES, type LinkUse } from "./links";

/** What a token binds: the row, its purpose and the address it was made for. */
export type Bound = { id: string; purpose: string; address: string };

/** A token as it was read, not yet believed. */
export type LinkToken = { keyVersion: number; id: string; mac: Buffer };

const SHAPE = /^([1-9]\d{0,3})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

/** The token of a link: "key version.row id.HMAC", derived anew each time, stored nowhere. */
export function linkToken(use: LinkUse, bound: Bound): string {
  const version = keyVersions()[0];
  const mac = sign(use, [bound.purpose, bound.id, bound.address], version);
  if (!mac) throw new Error("TOKEN_KEYS holds no key to sign with");
  return `${version}.${Buffer.from(uuidBytes(bound.id)).toString("base64url")}.${mac.toString("base64url")}`;
}

/** Reads a token; null if it is cut off, bent, or written in another way than we write it. */
export function parseLinkToken(text: string): LinkToken | null {
  const [, version, id, mac] = SHAPE.exec(text) ?? [];
  if (!version || !id || !mac) return null;
  const [idBytes, macBytes] = [Buffer.from(id, "base64url"), Buffer.from(mac, "base64url")];
  // The last character of base64url carries unused bits: only one spelling is a token.
  if (idBytes.toString("base64url") !== id || macBytes.toString("base64url") !== mac) return null;
  try {
    return { keyVersion: Number(version), id: uuidText(idBytes), mac: macBytes };
  } catch {
    return null;
  }
}

/**
 * Whether a token is what it says: "genuine"; "foreign" when it was made for another
 * use or by a key that is not held; else "tampered".
 */
export function judgeLinkToken(
  token: LinkToken,
  use: LinkUse,
  bound: Bound,
): "genuine" | "foreign" | "tampered" {
  const isMadeFor = (candidate: LinkUse) => {
    const mac = sign(candidate, [bound.purpose, bound.id, bound.address], token.keyVersion);
    return mac !== null && isSame(mac, token.mac);
  };
  if (!keyVersions().includes(token.keyVersion)) return "foreign";
  if (isMadeFor(use)) return "genuine";
  return LINK_USES.some(isMadeFor) ? "foreign" : "tampered";
}
