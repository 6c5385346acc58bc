import "server-only";
import { MINUTE, SECOND } from "../clock";
import { env } from "../env";

/** Longer than an attempt can take (connection and request time out before): then it is dead. */
const CLAIM_MS = 30 * SECOND;

/** How long the provider's word of a mail it may have taken is waited for. It comes within seconds. */
const WORD_COMES_MS = 2 * MINUTE;

/** Whether SES tells us what it took: then a mail that it may have taken need not be sent again. */
export function hearsOfSends(): boolean {
  const { MAIL_TRANSPORT, SES_CONFIGURATION_SET, SES_SNS_TOPIC_ARNS } = env;
  return (
    MAIL_TRANSPORT === "ses" && Boolean(SES_CONFIGURATION_SET) && SES_SNS_TOPIC_ARNS.length > 0
  );
}

/**
 * How long an attempt that never came to its end is left alone, because it may have sent the
 * mail.
 *
 * @returns milliseconds from its claim
 */
export function lostAfterMs(): number {
  return hearsOfSends() ? WORD_COMES_MS : CLAIM_MS;
}
