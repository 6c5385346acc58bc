import "server-only";
import { isSame, keyVersions, sign } from "./keyring";
import type { Bound } from "./link-token";

/** Digits of a code. NIST SP 800-63B asks for at least 6. */
export const CODE_DIGITS = 6;

type CodeSource = Bound & { codeEpoch: number };

function codeUnder(version: number | undefined, source: CodeSource): string | null {
  const mac = sign(
    "confirm-code",
    [source.purpose, source.id, source.address, source.codeEpoch],
    version,
  );
  // 64 bits modulo a million: the bias is below one in ten trillion.
  return (
    mac &&
    (mac.readBigUInt64BE() % 10n ** BigInt(CODE_DIGITS)).toString().padStart(CODE_DIGITS, "0")
  );
}

/** The code of a verification, derived anew each time, so that a resent mail says the same. */
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
