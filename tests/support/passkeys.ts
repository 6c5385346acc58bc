import { randomUUID } from "node:crypto";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { addPasskey } from "@/lib/passkey/add-passkey";
import { buildCreationRequest } from "@/lib/passkey/passkey-requests";
import { anAuthenticator } from "./authenticator";
import { aBrowser, anAccount, ORIGIN } from "./registrations";

type Owner = { userId: string; address: string };

/** Who is signed in to an account, for a verb that asks no session. */
export const signedInAs = ({ userId }: Owner) => ({
  userId,
  sessionId: randomUUID(),
  origin: ORIGIN,
});

/** Adds the passkey of an authenticator to an account, as its page does. */
export async function addAPasskey(
  owner: Owner,
  authenticator = anAuthenticator(env.APP_URL),
  now = new Date(),
) {
  const browserKeyHash = aBrowser();
  const asked = await buildCreationRequest(owner, browserKeyHash, now);
  const input = { answer: authenticator.create(asked), browserKeyHash, fallbackName: "Passkey" };
  const added = await addPasskey(signedInAs(owner), input, now);
  if (added.outcome !== "added") throw new Error(`adding a passkey came to "${added.outcome}"`);
  const where = { credentialId: authenticator.id };
  const { id } = await db.secondFactor.findUniqueOrThrow({ where });
  return { authenticator, passkeyId: id, recoveryCodes: added.recoveryCodes };
}

/** Somebody with an account and a passkey. */
export async function aPasskeyOwner(authenticator = anAuthenticator(env.APP_URL)) {
  const account = await anAccount();
  return { ...account, ...(await addAPasskey(account, authenticator)) };
}
