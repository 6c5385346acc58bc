import { NonRetriableError, RetryAfterError } from "inngest";
import { knownFailure } from "@/lib/email/failures";
import type { SendOutcome } from "@/lib/email/send-email-delivery";

/**
 * Ends one attempt at an email or a text as Inngest wants it: with what became of it, or with an
 * error that says when to try again, or that another try is of no use.
 *
 * @param what "mail" or "text", for whoever reads the run
 */
export function endAttempt(
  result: SendOutcome,
  what: "mail" | "text",
): "sent" | "held" | "cancelled" | "not_found" {
  switch (result.outcome) {
    case "deferred":
      throw new RetryAfterError(`The ${what} was not taken: ${result.code}`, result.waitMs);
    case "failed":
      throw new NonRetriableError(
        `The ${what} cannot be sent: ${result.code}. ${knownFailure(result.code)?.operator ?? ""}`,
      );
    case "unknown":
      throw new RetryAfterError(`The ${what} may have been taken: waiting for word`, result.until);
    case "under_way":
      throw new RetryAfterError(`another attempt holds the ${what}`, result.until);
    case "sent":
    // Waits for hours: the sweep asks for a new run, with all its retries.
    case "held":
    case "cancelled":
    case "not_found":
      return result.outcome;
  }
}
