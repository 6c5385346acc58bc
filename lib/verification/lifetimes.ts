import { DAY, HOUR, MINUTE } from "../clock";

/** Life of a confirmation link. NIST SP 800-63A-4 allows at most 24 hours by e-mail. */
export const CONFIRMATION_LINK_LIFE_MS = 24 * HOUR;

/** Life of a confirmation code. */
export const CONFIRMATION_CODE_LIFE_MS = 15 * MINUTE;

/** Tries at one code; then it is dead and a new mail brings another. */
export const CODE_ATTEMPTS = 5;

/** How long after its end a verification is kept, so that its link can say "expired". */
export const EXPIRED_KEPT_MS = 7 * DAY;
