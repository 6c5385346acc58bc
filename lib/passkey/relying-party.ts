import "server-only";
import { createHash } from "node:crypto";
import { isIP } from "node:net";
import { env } from "../env";

const { hostname } = new URL(env.APP_URL);

/**
 * Who asks for passkeys. Browsers bind each passkey to the host of APP_URL: after the app moves to
 * another host, none of them works any more.
 */
export const relyingParty = { id: hostname, origin: env.APP_URL };

/** Whether there can be passkeys: for browsers a bare IP address is nobody to ask for one. */
export const arePasskeysPossible = isIP(hostname.replace(/^\[(.*)\]$/, "$1")) === 0;

/**
 * By what a passkey names its user (WebAuthn, section 14.6.1: nothing that tells who it is). A
 * hash alone: the id has 74 random bits, and no key that is replaced one day may part people from
 * their passkeys.
 */
export function userHandle(userId: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash("sha256").update(`latchkey/passkey-user ${userId}`).digest());
}
