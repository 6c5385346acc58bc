import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { db, type Tx } from "../db";
import { plainRecoveryCode } from "../request/typed-recovery-code";

/** How many codes a person gets. */
const RECOVERY_CODES = 10;

/** 80 bits: a code is a look-up secret that needs no slow hash (NIST SP 800-63B: 64 and more). */
const CODE_BYTES = 10;

/** Without I, L, O and U, which people take for others or read words into (Crockford's base32). */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Five bits of each of 16 characters, in four groups: "7K3M-0QXT-9BHW-2CFN". */
function newCode(): string {
  const bits = BigInt(`0x${randomBytes(CODE_BYTES).toString("hex")}`);
  const characters = Array.from(
    { length: (CODE_BYTES * 8) / 5 },
    (_, place) => ALPHABET[Number((bits >> BigInt(place * 5)) & 31n)] ?? "",
  );
  return characters.join("").replace(/(.{4})(?=.)/g, "$1-");
}

function hashOf(typed: string): string {
  return createHash("sha256").update(plainRecoveryCode(typed)).digest("base64url");
}

/**
 * Makes new recovery codes in place of all that a user has. They are shown once and kept only as
 * hashes.
 */
export async function renewRecoveryCodes(tx: Tx, userId: string, now: Date): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newCode);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ userId, codeHash: hashOf(code), createdAt: now })),
  });
  return codes;
}

/** Uses a recovery code up; false when it is none of the user's, or was used before. */
export async function consumeRecoveryCode(
  tx: Tx,
  userId: string,
  typed: string,
  now: Date,
): Promise<boolean> {
  const where = { userId, codeHash: hashOf(typed), usedAt: null };
  const { count } = await tx.recoveryCode.updateMany({ where, data: { usedAt: now } });
  return count === 1;
}

/** How many recovery codes a user has left. */
export function countRecoveryCodes(userId: string, client: Pick<Tx, "recoveryCode"> = db) {
  return client.recoveryCode.count({ where: { userId, usedAt: null } });
}
