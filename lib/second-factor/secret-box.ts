import "server-only";
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "../env";

const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function keyOf(version: number): Buffer {
  const root = env.SECOND_FACTOR_KEYS.find((key) => key.version === version);
  if (!root) throw new Error(`SECOND_FACTOR_KEYS holds no key ${version} any more`);
  return Buffer.from(hkdfSync("sha256", root.material, "", "latchkey/second-factor-secret", 32));
}

/** The version of the key that encrypts. */
function newestVersion(): number {
  const [newest] = env.SECOND_FACTOR_KEYS;
  if (!newest) throw new Error("SECOND_FACTOR_KEYS holds no key");
  return newest.version;
}

/**
 * Encrypts a secret for the database (AES-256-GCM): "key version.nonce, tag and text".
 *
 * @param owner what the secret belongs to: copied into another row, it opens nothing
 */
export function encryptSecret(secret: Uint8Array, owner: string): string {
  const version = newestVersion();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, keyOf(version), nonce).setAAD(Buffer.from(owner));
  const text = Buffer.concat([cipher.update(secret), cipher.final()]);
  const sealed = Buffer.concat([nonce, cipher.getAuthTag(), text]);
  return `${version}.${sealed.toString("base64url")}`;
}

/**
 * Decrypts what `encryptSecret` made.
 *
 * @throws when it was changed, belongs to something else, or its key is not held any more
 */
export function decryptSecret(encrypted: string, owner: string): Uint8Array {
  const [version, text = ""] = encrypted.split(".");
  const sealed = Buffer.from(text, "base64url");
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(ALGORITHM, keyOf(Number(version)), nonce, {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(owner))
    .setAuthTag(tag);
  return Buffer.concat([
    decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)),
    decipher.final(),
  ]);
}

/** What every secret begins with that the newest key encrypts. */
export const newestKeyPrefix = (): string => `${newestVersion()}.`;
