import "server-only";
import {
  CheckIfPhoneNumberIsOptedOutCommand,
  PublishCommand,
  SNSClient,
} from "@aws-sdk/client-sns";
import { SECOND } from "../clock";
import {
  HAND_OVER_TIMEOUT_MS,
  SES_CONNECTION_TIMEOUT_MS,
  SES_REQUEST_TIMEOUT_MS,
} from "../email/attempt-times";
import type { AwsError } from "../email/aws-failures";
import { SendError } from "../email/failures";
import { env } from "../env";
import { cleanForeignText } from "../foreign-text";
import { log } from "../log";
import { maskNumber } from "../phone/phone-number";
import { snsFailure } from "./sns-failures";

/** Asking about a number must not use up the time in which the text is handed over. */
const OPT_OUT_TIMEOUT_MS = 4 * SECOND;

/** Somebody who takes text messages. */
export type TextTransport = {
  /**
   * Hands over one text, once: whoever calls decides about trying again.
   *
   * @param to the number, in E.164
   * @returns the id under which the text can be found at the provider
   * @throws SendError, whose code says what failed and so whether another try can help
   */
  send(to: string, words: string): Promise<string>;
};

/** SNS quotes numbers where it refuses them. */
function withoutNumber(error: AwsError, number: string): AwsError {
  error.message = error.message
    .replaceAll(number, maskNumber(number))
    .replace(/\+?\d{7,15}/g, "<number>");
  return error;
}

/**
 * Amazon SNS, or what `AWS_ENDPOINT_URL_SNS` names.
 *
 * @param requestTimeoutMs until the answer to one text; tests wait less
 */
export function snsTransport(requestTimeoutMs = SES_REQUEST_TIMEOUT_MS): TextTransport {
  // As for emails: Inngest retries, and a request that takes too long fails.
  const sns = new SNSClient({
    region: env.AWS_REGION,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: SES_CONNECTION_TIMEOUT_MS,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
  });

  /**
   * SNS says yes to a text for a phone that opted out, and sends none. Where it does not tell, the
   * text is tried.
   */
  async function isOptedOut(phoneNumber: string): Promise<boolean> {
    const command = new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber });
    const abortSignal = AbortSignal.timeout(OPT_OUT_TIMEOUT_MS);
    try {
      return (await sns.send(command, { abortSignal })).isOptedOut ?? false;
    } catch (error) {
      const err = withoutNumber(error as AwsError, phoneNumber);
      log.warn({ err }, "SNS does not tell who opted out (sns:CheckIfPhoneNumberIsOptedOut)");
      return false;
    }
  }

  return {
    async send(to, words) {
      if (await isOptedOut(to))
        throw new SendError("text_opted_out", new Error("The number is on SNS's opt-out list"));
      const text = (StringValue: string) => ({ DataType: "String", StringValue });
      const command = new PublishCommand({
        PhoneNumber: to,
        Message: words,
        MessageAttributes: {
          "AWS.SNS.SMS.SMSType": text("Transactional"),
          ...(env.SMS_SENDER_ID && { "AWS.SNS.SMS.SenderID": text(env.SMS_SENDER_ID) }),
        },
      });
      const abortSignal = AbortSignal.timeout(HAND_OVER_TIMEOUT_MS - OPT_OUT_TIMEOUT_MS);
      const { MessageId } = await sns.send(command, { abortSignal }).catch((error: AwsError) => {
        throw new SendError(snsFailure(error), withoutNumber(error, to));
      });
      if (!MessageId)
        throw new SendError("text_unanswered", new Error("SNS took a text without naming it"));
      return cleanForeignText(MessageId, 200);
    },
  };
}
