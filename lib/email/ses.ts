import "server-only";
import { GetSendQuotaCommand, SESClient, SendRawEmailCommand } from "@aws-sdk/client-ses";
import { env } from "../env";
import {
  HAND_OVER_TIMEOUT_MS,
  QUOTA_TIMEOUT_MS,
  SES_CONNECTION_TIMEOUT_MS,
  SES_REQUEST_TIMEOUT_MS,
} from "./attempt-times";
import { cleanForeignText } from "../foreign-text";
import { SendError } from "./failures";
import { sesFailure, type SesError } from "./ses-failures";
import type { Transport } from "./transport";

/**
 * Amazon SES, or what `AWS_ENDPOINT_URL_SES` names.
 *
 * @param requestTimeoutMs until the answer to one email; tests wait less
 */
export function sesTransport(requestTimeoutMs = SES_REQUEST_TIMEOUT_MS): Transport {
  // Retrying is Inngest's work: an SDK that also retries would send unseen and unpaced.
  // Without `throwOnRequestTimeout` the SDK only warns of a request that takes too long, and a
  // claim would be taken over while the first attempt still runs.
  const ses = new SESClient({
    region: env.AWS_REGION,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: SES_CONNECTION_TIMEOUT_MS,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
  });
  return {
    async send(mail) {
      const command = new SendRawEmailCommand({
        Source: mail.from,
        Destinations: [mail.to],
        RawMessage: { Data: mail.raw },
        Tags: Object.entries(mail.tags).map(([Name, Value]) => ({ Name, Value })),
        ConfigurationSetName: env.SES_CONFIGURATION_SET,
      });
      // Beside the two above, this one counts the wait for a free connection too.
      const abortSignal = AbortSignal.timeout(HAND_OVER_TIMEOUT_MS);
      const { MessageId } = await ses.send(command, { abortSignal }).catch((error: SesError) => {
        throw new SendError(sesFailure(error, mail), error);
      });
      if (!MessageId)
        throw new SendError("unanswered", new Error("SES accepted a message without naming it"));
      // Unique in our database, and indexed: what no index holds would undo an email that was sent.
      return cleanForeignText(MessageId, 200);
    },

    async readQuota() {
      // Emails wait for it when a process starts.
      const abortSignal = AbortSignal.timeout(QUOTA_TIMEOUT_MS);
      const quota = await ses.send(new GetSendQuotaCommand(), { abortSignal });
      const { MaxSendRate, Max24HourSend, SentLast24Hours } = quota;
      if (!MaxSendRate || Max24HourSend === undefined || SentLast24Hours === undefined)
        throw new Error("SES told its quota without the figures");
      return {
        maxSendRate: MaxSendRate,
        max24HourSend: Max24HourSend,
        sentLast24Hours: SentLast24Hours,
      };
    },
  };
}
