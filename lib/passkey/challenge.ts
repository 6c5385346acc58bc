import "server-only";
import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { after, MINUTE } from "../clock";
import { env } from "../env";
import { isSame } from "../verification/keys";

/** How long somebody may take to answer. Browsers stop asking at the same time. */
export const CHALLENGE_LIFE_MS = 5 * MINUTE;

const TIME_BYTES = 6;
/** WebAuthn, section 13.4.3: at least 16 random bytes. */
const RANDOM_BYTES = 16;
const HEAD_BYTES = TIME_BYTES + RANDOM_BYTES;
const MAC_BYTES = 32;

const key = Buffer.from(
  hkdfSync("sha256", env.AUTH_SECRET, "", "latchkey/passkey-challenge", MAC_BYTES),
);

/** What a challenge is good for, and nothing else. */
export type ChallengeUse =
  | { use: "sign-in"; browserKeyHash: string }
  | { use: "second-factor"; browserKeyHash: string; pendingSignInId: string }
  | { use: "new-passkey"; browserKeyHash: string; userId: string };

function macOf(head: Buffer, bound: ChallengeUse): Buffer {
  const about = "userId" in bound ? bound.userId : "";
  const pending = "pendingSignInId" in bound ? bound.pendingSignInId : "";
  const parts = [head.toString("base64url"), bound.use, bound.browserKeyHash, about, pending];
  return createHmac("sha256", key).update(JSON.stringify(parts)).digest();
}

/**
 * A new challenge: time, random bytes and an HMAC over both and what it is good for. It is kept
 * nowhere; an answer is worth nothing after the first time by `acceptAnswer`.
 */
export function newChallenge(bound: ChallengeUse, now: Date): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUIntBE(now.getTime(), 0, TIME_BYTES);
  randomBytes(RANDOM_BYTES).copy(head, TIME_BYTES);
  return Uint8Array.from(Buffer.concat([head, macOf(head, bound)]));
}

/** A challenge of ours and when it was made; or that it is none, or none for this. */
type Judged = { outcome: "genuine"; madeAt: Date } | { outcome: "expired" | "foreign" };

/**
 * Judges a challenge that came back in base64url: "expired" after five minutes, "foreign" when it
 * was not made by us for this use, this browser and this user or sign-in.
 */
export function inspectChallenge(challenge: string, bound: ChallengeUse, now: Date): Judged {
  const bytes = Buffer.from(challenge, "base64url");
  const head = bytes.subarray(0, HEAD_BYTES);
  const isOurs =
    bytes.length === HEAD_BYTES + MAC_BYTES &&
    isSame(bytes.subarray(HEAD_BYTES), macOf(head, bound));
  if (!isOurs) return { outcome: "foreign" };
  const madeAt = new Date(head.readUIntBE(0, TIME_BYTES));
  return madeAt > after(now, -CHALLENGE_LIFE_MS)
    ? { outcome: "genuine", madeAt }
    : { outcome: "expired" };
}
