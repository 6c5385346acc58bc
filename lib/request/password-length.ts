// By themselves: a page needs them before the schemas are loaded.

/** Characters of a password. NIST SP 800-63B-4 asks for at least 8 with a second factor. */
export const PASSWORD_MIN = 10;

/** NIST SP 800-63B-4 asks for 64 at least as the maximum; OWASP warns of unbounded ones. */
export const PASSWORD_MAX = 128;
