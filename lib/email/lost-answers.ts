import "server-only";
import { env } from "../env";
import { CLAIM_MS, SEND_EVENT_TIMEOUT_MS } from "./attempt-times";

/**
 * Whether SES tells us what it took: then an email that it may have taken need not be sent again.
 */
export function hasSendEvents(): boolean {
  const { MAIL_TRANSPORT, SES_CONFIGURATION_SET, SES_SNS_TOPIC_ARNS } = env;
  return (
    MAIL_TRANSPORT === "ses" && Boolean(SES_CONFIGURATION_SET) && SES_SNS_TOPIC_ARNS.length > 0
  );
}

/**
 * How long an attempt that never came to its end is left alone, because it may have sent the
 * email.
 *
 * @returns milliseconds from its claim
 */
export function unansweredTimeoutMs(): number {
  return hasSendEvents() ? SEND_EVENT_TIMEOUT_MS : CLAIM_MS;
}
