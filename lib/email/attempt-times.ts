import { MINUTE, SECOND } from "../clock";

// Everything that one attempt at an email can wait for. The claim outlasts all of it, or a
// second attempt would take the email over while the first still sends it.
// tests/unit/attempt-times.test.ts adds it up.

/** The first email of a process waits until the provider has told its quota. */
export const QUOTA_TIMEOUT_MS = 5 * SECOND;

/** How far ahead a turn to send is given, and how many turns a late process takes. */
export const TURN_AHEAD_MS = 5 * SECOND;
export const MAX_TURNS = 3;

/** Handing one email over, from the first byte to the provider's answer. */
export const HAND_OVER_TIMEOUT_MS = 20 * SECOND;
export const SES_CONNECTION_TIMEOUT_MS = 3 * SECOND;
export const SES_REQUEST_TIMEOUT_MS = 10 * SECOND;

/** How long an attempt holds its email. */
export const CLAIM_MS = 45 * SECOND;

/** Kept free at the end of a claim: clocks differ, and timers of a busy process are late. */
const MARGIN_MS = 5 * SECOND;

/** An attempt that is later than this does not begin to hand its email over. */
export const LATEST_HAND_OVER_MS = CLAIM_MS - HAND_OVER_TIMEOUT_MS - MARGIN_MS;

/**
 * How long SES's Send event is waited for after an answer that was lost. It comes within
 * seconds.
 */
export const SEND_EVENT_TIMEOUT_MS = 2 * MINUTE;
