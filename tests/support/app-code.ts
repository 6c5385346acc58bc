import { Secret, TOTP } from "otpauth";

/** What an authenticator app shows at a moment (milliseconds since 1970), made without the product. */
export function codeAt(key: string, at: number): string {
  const secret = Secret.fromBase32(key.replaceAll(" ", ""));
  return new TOTP({ secret }).generate({ timestamp: at });
}
