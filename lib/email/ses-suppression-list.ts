import "server-only";
import {
  DeleteSuppressedDestinationCommand,
  NotFoundException,
  SESv2Client,
} from "@aws-sdk/client-sesv2";
import { SECOND } from "../clock";
import { env } from "../env";
import { log } from "../log";

/** Whether an address is off SES's own list now, and why not if it is not. */
export type Unlisted =
  | "removed"
  | "not_listed"
  /** We may not, or SES does not answer: an operator does it in the AWS console. */
  | "refused"
  /** Emails do not go through SES. */
  | "no_list";

let client: SESv2Client | undefined;

/**
 * Takes an address off the account's own suppression list at SES, which bounces emails by
 * itself whatever we think of an address. Needs ses:DeleteSuppressedDestination.
 */
export async function removeFromSesList(address: string): Promise<Unlisted> {
  if (env.MAIL_TRANSPORT !== "ses") return "no_list";
  client ??= new SESv2Client({
    region: env.AWS_REGION,
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: 3 * SECOND,
      requestTimeout: 5 * SECOND,
      throwOnRequestTimeout: true,
    },
  });
  try {
    await client.send(new DeleteSuppressedDestinationCommand({ EmailAddress: address }));
    return "removed";
  } catch (error) {
    if (error instanceof NotFoundException) return "not_listed";
    log.warn({ err: error }, "an address could not be taken off SES's suppression list");
    return "refused";
  }
}
