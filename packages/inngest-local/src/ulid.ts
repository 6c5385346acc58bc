import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ENTROPY_BYTES = 10;

/** 26 characters that sort by time: 48 bits of milliseconds, then 80 bits of entropy. */
export function ulid(timeMs: number, entropy: Uint8Array = randomBytes(ENTROPY_BYTES)): string {
  let value = BigInt(timeMs);
  for (const byte of entropy) value = (value << 8n) | BigInt(byte);
  let text = "";
  for (let shift = 125n; shift >= 0n; shift -= 5n) text += ALPHABET[Number((value >> shift) & 31n)];
  return text;
}

const SEED = /^(\d{1,15}),([A-Za-z0-9+/]{13,14}={0,2})$/;

/**
 * Names the events of one POST. The SDK sends a seed with it ("milliseconds,base64 of ten
 * bytes"), the same one when it repeats the POST, so that a repeated event has the same id
 * and starts no second run.
 */
export function idsFromSeed(seed: string | undefined, nowMs: number): (index: number) => string {
  const match = seed === undefined ? null : SEED.exec(seed);
  const entropy = Buffer.from(match?.[2] ?? "", "base64");
  if (match === null || entropy.length !== ENTROPY_BYTES) return () => ulid(nowMs);
  return (index) => ulid(Number(match[1]), addTo(entropy, index));
}

function addTo(entropy: Buffer, index: number): Buffer {
  const sum = Buffer.from(entropy);
  sum.writeUInt32BE((sum.readUInt32BE(ENTROPY_BYTES - 4) + index) >>> 0, ENTROPY_BYTES - 4);
  return sum;
}
