import "server-only";
import { verifyRegistrationResponse } from "@simplewebauthn/server";
import type { SignedIn } from "../credentials/check-password";
import { lockUsableAccount } from "../credentials/lock-usable-account";
import { inTransaction, isUniqueViolation } from "../db";
import { log } from "../log";
import { consume, type Limited } from "../rate-limit/consume";
import { type Added, reportAdded } from "../second-factor/factors";
import { type CreatedAnswer, challengeIn, parseCreated } from "./answers";
import { ALGORITHMS } from "./passkey-requests";
import { authenticatorName } from "./authenticators";
import { type ChallengeUse, inspectChallenge } from "./challenge";
import { relyingParty } from "./relying-party";

/** More than anybody has devices; each is named to the browser at every second step. */
export const MAX_PASSKEYS = 20;

/** What a new passkey is, as its row keeps it. */
async function readNewPasskey(answer: CreatedAnswer, challenge: string) {
  try {
    const { verified, registrationInfo: info } = await verifyRegistrationResponse({
      response: { ...answer, rawId: answer.id, type: "public-key", clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: relyingParty.origin,
      expectedRPID: relyingParty.id,
      // A key without a PIN is a second factor, too. To sign in alone it is asked for one then.
      requireUserVerification: false,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified || info.credential.id !== answer.id) return null;
    return {
      credentialId: info.credential.id,
      publicKey: Uint8Array.from(info.credential.publicKey),
      signCount: info.credential.counter,
      transports: answer.response.transports,
      aaguid: info.aaguid,
      isSyncable: info.credentialDeviceType === "multiDevice",
      isSynced: info.credentialBackedUp,
    };
  } catch (error) {
    log.debug({ reason: error instanceof Error ? error.message : error }, "new passkey refused");
    return null;
  }
}

type Input = {
  /** As the page sent it, in JSON. */
  answer: string;
  browserKeyHash: string;
  /** Its name where its authenticator is not known. */
  fallbackName: string;
};

/**
 * Adds a passkey to the account that is signed in, and names it after its authenticator.
 * - "expired": the answer came too late
 * - "refused": it is none to what we asked in this browser for this user
 * - "known": that passkey is somebody's already
 * - "too_many": the account has as many as it may
 * - "gone": nobody may use the account any more
 */
export async function addPasskey(
  who: SignedIn,
  { answer: text, browserKeyHash, fallbackName }: Input,
  now = new Date(),
): Promise<Added | { outcome: "expired" | "refused" | "known" | "too_many" | "gone" } | Limited> {
  const { userId } = who;
  const counted = await consume([{ limit: "new_passkeys", key: userId }]);
  if (counted.outcome === "limited") return counted;
  const answer = parseCreated(text);
  const challenge = answer && challengeIn(answer);
  if (!answer || challenge === null) return { outcome: "refused" };
  const bound: ChallengeUse = { use: "new-passkey", browserKeyHash, userId };
  const judged = inspectChallenge(challenge, bound, now);
  if (judged.outcome !== "genuine")
    return { outcome: judged.outcome === "expired" ? "expired" : "refused" };
  const passkey = await readNewPasskey(answer, challenge);
  if (!passkey) return { outcome: "refused" };
  const name = authenticatorName(passkey.aaguid) ?? fallbackName;
  const row = { ...passkey, userId, kind: "passkey", name, createdAt: now } as const;
  try {
    return await inTransaction(async (tx) => {
      const user = await lockUsableAccount(tx, userId);
      if (!user) return { outcome: "gone" };
      const others = await tx.secondFactor.count({ where: { userId, kind: "passkey" } });
      if (others >= MAX_PASSKEYS) return { outcome: "too_many" };
      // Or the same answer once more would bring back a passkey that was removed.
      const removed = { userId, name: "passkey_removed", createdAt: { gte: judged.madeAt } };
      if ((await tx.auditEvent.count({ where: removed })) > 0) return { outcome: "expired" };
      await tx.secondFactor.create({ data: { ...row, confirmedAt: now } });
      return reportAdded(tx, user, "passkey", who, now);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return { outcome: "known" };
    throw error;
  }
}
