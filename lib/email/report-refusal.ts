import "server-only";
import { log } from "../log";
import { metrics } from "../metrics/metrics";
import { findMailboxProvider } from "./reasons/mailbox-provider";
import { explainToOperator, knownFailure } from "./failures";
import { OUR_FAULTS, type Reason } from "./reasons/reason-table";

/**
 * Raises the alarm for an email that was refused or put off because of us, or that was refused in
 * words that nobody knows. Its address is left alone.
 */
export function reportRefusal(
  deliveryId: string,
  code: string | null,
  { address, words }: { address: string; words: string | undefined },
): void {
  const reason = code as Reason;
  if (!OUR_FAULTS.includes(reason) && reason !== "bounced") return;
  const provider = findMailboxProvider(address, words);
  metrics.refusals.inc({ reason, provider });
  const operator = knownFailure(reason)?.operator;
  log.error({ deliveryId, reason, provider, words, operator }, explainToOperator(reason) ?? reason);
}
