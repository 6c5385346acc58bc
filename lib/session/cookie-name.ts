import "server-only";
import { isHttps } from "../env";

/** A cookie's name. `__Host-` makes browsers refuse one that another host or http set. */
export function cookieName(name: string): string {
  return `${isHttps ? "__Host-" : ""}latchkey.${name}`;
}

/**
 * What every cookie of ours has: out of scripts' reach, and not sent along by other sites' forms.
 */
export const cookieOptions = {
  httpOnly: true,
  secure: isHttps,
  sameSite: "lax",
  path: "/",
} as const;
