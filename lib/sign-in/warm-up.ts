import "server-only";
import { verifyPassword } from "../credentials/password-hash";
import { passwordWeakness } from "../credentials/password-strength";

/**
 * Does once, before anybody asks, what the first registration and the first sign-in would
 * wait for. The decoy hash above all: made on demand, it would make the first refusal of
 * an unknown address take twice as long as any other.
 */
export async function warmUp(): Promise<void> {
  passwordWeakness("several words to judge", "nobody@example.com");
  await verifyPassword(null, "a password that belongs to nobody");
}
