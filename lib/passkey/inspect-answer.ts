import "server-only";
import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import type { SecondFactor } from "../db";
import { log } from "../log";
import { challengeIn, type SignedAnswer } from "./answers";
import { type ChallengeUse, inspectChallenge } from "./challenge";
import { relyingParty } from "./relying-party";

/** What a right answer says. It still has to be accepted, which happens once. */
export type RightAnswer = {
  outcome: "right";
  /** When the challenge was made that it answers. */
  challengedAt: Date;
  /** How often the passkey signed, as it says itself. 0 for one that does not count. */
  signCount: number;
  /** Whether the passkey is kept on several devices now. */
  isSynced: boolean;
};

/** What judging an answer came to. */
export type InspectedAnswer = RightAnswer | { outcome: "wrong" | "expired" };

/**
 * Judges the answer of a passkey (WebAuthn, section 7.2): challenge, origin, host, signature, and
 * that the passkey is as it was. Changes nothing.
 *
 * @param needsVerification whether the authenticator must have checked who holds it, by a PIN or a
 *   finger: where the passkey alone lets somebody in
 * @returns "expired" for an answer to a challenge of ours that came too late
 */
export async function inspectAnswer(
  answer: SignedAnswer,
  { credentialId, publicKey, isSyncable }: SecondFactor,
  bound: ChallengeUse,
  needsVerification: boolean,
  now: Date,
): Promise<InspectedAnswer> {
  const challenge = challengeIn(answer);
  const judged = challenge === null ? null : inspectChallenge(challenge, bound, now);
  if (judged?.outcome === "expired") return { outcome: "expired" };
  const isKnown = credentialId === answer.id && publicKey !== null;
  if (challenge === null || judged?.outcome !== "genuine" || !isKnown) return { outcome: "wrong" };
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...answer, rawId: answer.id, type: "public-key", clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: relyingParty.origin,
      expectedRPID: relyingParty.id,
      requireUserVerification: needsVerification,
      // Counted by `acceptAnswer`: here it would be looked at before the signature, so that
      // anybody could make a passkey look cloned.
      credential: { id: credentialId, publicKey: Uint8Array.from(publicKey), counter: 0 },
    });
    const { credentialDeviceType, credentialBackedUp, newCounter } = authenticationInfo;
    // A passkey that could not be copied never can be, and the other way round (section 6.1.3).
    const isSame = (credentialDeviceType === "multiDevice") === isSyncable;
    if (!verified || !isSame) return { outcome: "wrong" };
    const said = { signCount: newCounter, isSynced: credentialBackedUp };
    return { outcome: "right", challengedAt: judged.madeAt, ...said };
  } catch (error) {
    // Anybody can send anything here.
    log.debug({ reason: error instanceof Error ? error.message : error }, "passkey refused");
    return { outcome: "wrong" };
  }
}
