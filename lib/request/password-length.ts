// By itself: a page needs it before the schemas are loaded.

/** NIST SP 800-63B-4 asks for 64 at least as the maximum; OWASP warns of unbounded ones. */
export const PASSWORD_MAX = 128;
