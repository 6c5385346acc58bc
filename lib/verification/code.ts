import "server-only";
import { isSame, type KeyUse, keyVersions, sign } from "./keys";
import type { Bound } from "./link-token";

/** Codes by what they prove. NIST SP 800-63B asks for at least 6 digits; recovery gets more. */
const CODES = {
  confirm_registration: { use: "confirm-code", digits: 6 },
  reset_password: { use: "reset-code", digits: 8 },
} as const satisfies Record<string, { use: KeyUse; digits: number }>;

type CodeSource = Bound & { codeEpoch: number };

function kindOf({ purpose }: CodeSource) {
  const kind = Object.entries(CODES).find(([name]) => name === purpose)?.[1];
  if (!kind) throw new Error(`there are no codes for ${purpose}`);
  return kind;
}

function codeUnder(version: number | undefined, source: CodeSource): string | null {
  const { use, digits } = kindOf(source);
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
