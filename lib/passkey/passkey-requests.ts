import "server-only";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import { brand } from "../brand";
import { db, type SecondFactor } from "../db";
import { CHALLENGE_LIFE_MS, newChallenge } from "./challenge";
import { relyingParty, userHandle } from "./relying-party";

/** EdDSA, ES256 and RS256 (COSE): every authenticator knows one of them. */
export const ALGORITHMS = [-8, -7, -257];

const timeout = CHALLENGE_LIFE_MS;
const rpID = relyingParty.id;

/** The passkeys of a user, the oldest first. */
function findPasskeys(userId: string): Promise<SecondFactor[]> {
  return db.secondFactor.findMany({
    where: { userId, kind: "passkey", confirmedAt: { not: null } },
    orderBy: { confirmedAt: "asc" },
  });
}

/** How a browser finds a passkey again. */
function descriptors(passkeys: SecondFactor[]) {
  return passkeys.flatMap(({ credentialId, transports }) =>
    credentialId === null ? [] : [{ id: credentialId, transports: transports as never[] }],
  );
}

/**
 * Asks a browser for any passkey of this site, to sign in without a password. It names none, so
 * it tells nobody who has one, and it asks no database.
 */
export function buildSignInRequest(
  browserKeyHash: string,
  now = new Date(),
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const challenge = newChallenge({ use: "sign-in", browserKeyHash }, now);
  // Nothing else is asked, so the authenticator has to know who holds it.
  return generateAuthenticationOptions({ rpID, challenge, timeout, userVerification: "required" });
}

/** Asks a browser for one of a user's passkeys, as the second factor of a sign-in that waits. */
export async function buildSecondFactorRequest(
  { id: pendingSignInId, userId }: { id: string; userId: string },
  browserKeyHash: string,
  now = new Date(),
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID,
    challenge: newChallenge({ use: "second-factor", browserKeyHash, pendingSignInId }, now),
    allowCredentials: descriptors(await findPasskeys(userId)),
    timeout,
    // The password was right already: a key without a PIN is a second factor, too.
    userVerification: "preferred",
  });
}

/** Asks a browser to make a passkey for a user, on a device that holds none of theirs yet. */
export async function buildCreationRequest(
  { userId, address }: { userId: string; address: string },
  browserKeyHash: string,
  now = new Date(),
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: brand.name,
    rpID,
    userID: userHandle(userId),
    userName: address,
    userDisplayName: address,
    challenge: newChallenge({ use: "new-passkey", browserKeyHash, userId }, now),
    timeout,
    attestationType: "none",
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: descriptors(await findPasskeys(userId)),
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
  });
}
