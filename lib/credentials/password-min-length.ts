import "server-only";
import { env } from "../env";

/** NIST SP 800-63B-4, 3.1.1.2: a password that is used together with a second factor. */
const WITH_SECOND_FACTOR = 8;

/**
 * How many characters a new password has at least. Fewer beside a second factor, which nobody is
 * told of who has not signed in: everywhere else it is PASSWORD_MIN_LENGTH.
 */
export function passwordMinLength({ hasSecondFactor = false } = {}): number {
  return hasSecondFactor
    ? Math.min(WITH_SECOND_FACTOR, env.PASSWORD_MIN_LENGTH)
    : env.PASSWORD_MIN_LENGTH;
}
