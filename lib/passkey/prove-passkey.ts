import "server-only";
import type { Tx, User } from "../db";
import type { Origin } from "../request/origin";
import { acceptAnswer } from "./accept-answer";
import { challengeIn, parseSigned } from "./answers";
import { inspectChallenge } from "./challenge";
import { inspectAnswer } from "./inspect-answer";

/** A sign-in that waits for its second factor, in a browser. */
type Waiting = { id: string; browserKeyHash: string };

const boundTo = ({ id: pendingSignInId, browserKeyHash }: Waiting) =>
  ({ use: "second-factor", browserKeyHash, pendingSignInId }) as const;

/**
 * Whether an answer comes too late for a sign-in that waits. It is no wrong try then: somebody
 * only looked for their key for too long.
 */
export function isExpired(waiting: Waiting, answer: string, now = new Date()): boolean {
  const parsed = parseSigned(answer);
  const challenge = parsed && challengeIn(parsed);
  return (
    challenge !== null && inspectChallenge(challenge, boundTo(waiting), now).outcome === "expired"
  );
}

/**
 * Proves the second factor of a sign-in that waits by the answer of one of the user's passkeys, in
 * the transaction that completes it. A passkey that was removed meanwhile proves nothing.
 */
export function provePasskey(waiting: Waiting, text: string, origin: Origin) {
  return async (tx: Tx, user: User, now: Date): Promise<boolean> => {
    const answer = parseSigned(text);
    const passkey =
      answer &&
      (await tx.secondFactor.findUnique({
        where: { credentialId: answer.id, userId: user.id, confirmedAt: { not: null } },
      }));
    if (!answer || !passkey) return false;
    const judged = await inspectAnswer(answer, passkey, boundTo(waiting), false, now);
    return (
      judged.outcome === "right" &&
      acceptAnswer(tx, { ...passkey, user }, judged, false, origin, now)
    );
  };
}
