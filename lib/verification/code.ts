import "server-only";
import type { Verification } from "../db";
import { isSame, type KeyUse, keyVersions, sign } from "./keys";
import { findCodeKind } from "./links";

/**
 * The digits that stand for `parts` under one key; null if that key is not held (any more).
 * 64 bits modulo a hundred million at most: the bias is below one in a hundred billion.
 */
export function deriveCode(
  use: KeyUse,
  parts: (string | number)[],
  digits: number,
  version: number,
): string | null {
  const mac = sign(use, parts, version);
  return mac && (mac.readBigUInt64BE() % 10n ** BigInt(digits)).toString().padStart(digits, "0");
}

/** A code under each key, or null where that key is not held. */
type Derive = (version: number) => string | null;

/** The code under the newest key, by which codes are made. */
export function signingCode(derive: Derive): string {
  const code = derive(keyVersions()[0] ?? 1);
  if (!code) throw new Error("TOKEN_KEYS holds no key to sign with");
  return code;
}

/** Whether `typed` is the code under any key that is held. */
export function isDerivedCode(derive: Derive, typed: string): boolean {
  const bytes = Buffer.from(typed);
  return keyVersions()
    .map((version) => isSame(Buffer.from(derive(version) ?? ""), bytes))
    .includes(true);
}

type CodeSource = Pick<Verification, "id" | "purpose" | "address" | "codeEpoch">;

function codeUnder(source: CodeSource): Derive {
  const kind = findCodeKind(source);
  if (!kind) throw new Error(`there are no codes for ${source.purpose}`);
  const parts = [source.purpose, source.id, source.address, source.codeEpoch];
  return (version) => deriveCode(kind.use, parts, kind.digits, version);
}

/** The code of a verification, derived anew each time, so that a resent email says the same. */
export function currentCode(source: CodeSource): string {
  return signingCode(codeUnder(source));
}

/** Whether `typed` is the verification's code, under any key that is held. */
export function isCurrentCode(source: CodeSource, typed: string): boolean {
  return isDerivedCode(codeUnder(source), typed);
}
