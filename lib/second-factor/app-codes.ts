import "server-only";
import { Secret, TOTP } from "otpauth";
import { brand } from "../brand";
import { SECOND } from "../clock";

/**
 * What every authenticator app understands (RFC 6238; Google Authenticator takes nothing else):
 * SHA-1, six digits, 30 seconds. The secret has 160 bits (RFC 4226, section 4: at least 128).
 */
const SETTINGS = { algorithm: "SHA1", digits: 6, period: 30 } as const;
const SECRET_BYTES = 20;

/** A code of the step before or after counts too: clocks differ (RFC 6238, section 5.2). */
const DRIFT_STEPS = 1;

/** A new secret for an authenticator app. */
export function newAppSecret(): Uint8Array {
  return new Secret({ size: SECRET_BYTES }).bytes;
}

function totp(secret: Uint8Array, label: string): TOTP {
  const buffer = Uint8Array.from(secret).buffer;
  return new TOTP({ ...SETTINGS, issuer: brand.name, label, secret: new Secret({ buffer }) });
}

/** What a QR code tells an app: the secret, and under which name to keep it. */
export function appUri(secret: Uint8Array, address: string): string {
  return totp(secret, address).toString();
}

/** The secret as a person types it into an app: base32, in groups of four. */
export function typedKey(secret: Uint8Array): string {
  const base32 = totp(secret, "").secret.base32;
  return base32.match(/.{1,4}/g)?.join(" ") ?? base32;
}

/** The time step of which `code` is the code now, give or take one; null for a wrong code. */
export function stepOfCode(secret: Uint8Array, code: string, now: Date): number | null {
  const app = totp(secret, "");
  const timestamp = now.getTime();
  const delta = app.validate({ token: code, timestamp, window: DRIFT_STEPS });
  return delta === null ? null : Math.floor(timestamp / (SETTINGS.period * SECOND)) + delta;
}
