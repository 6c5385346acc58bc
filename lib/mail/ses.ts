import "server-only";
import { SESClient, SendRawEmailCommand } from "@aws-sdk/client-ses";
import { SECOND } from "../clock";
import { env } from "../env";

/** A whole message, ready for the wire, and the names by which its events come back. */
export type RawMail = { from: string; to: string; raw: Uint8Array; tags: Record<string, string> };

// Retrying is Inngest's work: an SDK that also retries would send unseen and unpaced.
// Without `throwOnRequestTimeout` the SDK only warns of a request that takes too long, and a
// claim would be taken over while the first attempt still runs.
const ses = new SESClient({
  region: env.AWS_REGION,
  maxAttempts: 1,
  requestHandler: {
    connectionTimeout: 3 * SECOND,
    requestTimeout: 10 * SECOND,
    throwOnRequestTimeout: true,
  },
});

/**
 * Hands a message to Amazon SES (or to what `AWS_ENDPOINT_URL_SES` names).
 *
 * @returns SES's id of the message
 * @throws the SDK's error; `classifyFailure` tells what it means
 */
export async function sendRaw({ from, to, raw, tags }: RawMail): Promise<string> {
  const { MessageId } = await ses.send(
    new SendRawEmailCommand({
      Source: from,
      Destinations: [to],
      RawMessage: { Data: raw },
      Tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
      ConfigurationSetName: env.SES_CONFIGURATION_SET,
    }),
  );
  if (!MessageId) throw new Error("SES accepted a message without naming it");
  return MessageId;
}
