import "server-only";
import { SECOND } from "../clock";
import { isSame, sign } from "../verification/keys";

/** A grant is made and redeemed within one request; this only bounds a leak. */
const GRANT_LIFE_MS = 30 * SECOND;

/** Whom a grant lets in, by which session. */
export type Granted = { userId: string; sessionId: string };

function macOf({ userId, sessionId }: Granted, expires: number): string {
  return sign("session-grant", [userId, sessionId, expires])?.toString("base64url") ?? "";
}

/**
 * A word from the domain to Auth.js: "let this user in by this session". Signed, because
 * Auth.js's sign-in endpoint can be called by anybody.
 */
export function makeSignInTicket(granted: Granted, now = new Date()): string {
  const expires = now.getTime() + GRANT_LIFE_MS;
  return [granted.userId, granted.sessionId, expires, macOf(granted, expires)].join(".");
}

/** Who a grant lets in; null when it is forged or too old. */
export function redeemSignInTicket(grant: unknown, now = new Date()): Granted | null {
  const [userId, sessionId, expires, mac] = typeof grant === "string" ? grant.split(".") : [];
  if (!userId || !sessionId || !mac || Number(expires) < now.getTime()) return null;
  const granted = { userId, sessionId };
  return isSame(Buffer.from(macOf(granted, Number(expires))), Buffer.from(mac)) ? granted : null;
}
