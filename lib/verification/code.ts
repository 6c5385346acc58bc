import "server-only";
import type { Verification } from "../db";
import { isSame, keyVersions, sign } from "./keys";
import { findCodeKind } from "./links";

type CodeSource = Pick<Verification, "id" | "purpose" | "address" | "codeEpoch">;

function codeUnder(version: number | undefined, source: CodeSource): string | null {
  const kind = findCodeKind(source);
  if (!kind) throw new Error(`there are no codes for ${source.purpose}`);
  const { use, digits } = kind;
  const mac = sign(use, [source.purpose, source.id, source.address, source.codeEpoch], version);
  // 64 bits modulo a hundred million at most: the bias is below one in a hundred billion.
  return mac && (mac.readBigUInt64BE() % 10n ** BigInt(digits)).toString().padStart(digits, "0");
}

/** The code of a verification, derived anew each time, so that a resent email says the same. */
export function currentCode(source: CodeSource): string {
  const code = codeUnder(keyVersions()[0], source);
  if (!code) throw new Error("TOKEN_KEYS holds no key to sign with");
  return code;
}

/** Whether `typed` is the verification's code, under any key that is held. */
export function isCurrentCode(source: CodeSource, typed: string): boolean {
  const bytes = Buffer.from(typed);
  return keyVersions()
    .map((version) => isSame(Buffer.from(codeUnder(version, source) ?? ""), bytes))
    .includes(true);
}
