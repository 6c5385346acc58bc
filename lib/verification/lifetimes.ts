import { DAY, HOUR, MINUTE } from "../clock";

/** Life of a confirmation link. NIST SP 800-63A-4 allows at most 24 hours by e-email. */
export const CONFIRMATION_LINK_LIFE_MS = 24 * HOUR;

/** Life of a confirmation code. */
export const CONFIRMATION_CODE_LIFE_MS = 15 * MINUTE;

/** Life of a link that lets a new password be chosen (OWASP Forgot Password sheet: short). */
export const RESET_LINK_LIFE_MS = HOUR;

/** Life of a recovery code: NIST SP 800-63B-4 gives out-of-band secrets 10 minutes. */
export const RESET_CODE_LIFE_MS = 10 * MINUTE;

/** Life of the link that proves a new address. */
export const ADDRESS_CHANGE_LINK_LIFE_MS = 24 * HOUR;

/** How long the owner may take back a change of address, or a deletion. */
export const UNDO_LIFE_MS = 7 * DAY;

/** Tries at one code; then it is dead and a new email brings another. */
export const CODE_ATTEMPTS = 5;

/** How long after its end a verification is kept, so that its link can say "expired". */
export const EXPIRED_KEPT_MS = 7 * DAY;
