import { z } from "zod";

const signed = {
  MessageId: z.string().min(1),
  TopicArn: z.string(),
  Message: z.string(),
  Timestamp: z.iso.datetime({ offset: true }),
  SignatureVersion: z.enum(["1", "2"]),
  Signature: z.base64().min(1),
  SigningCertURL: z.url(),
};

const confirming = { ...signed, SubscribeURL: z.url(), Token: z.string() };

/** What SNS puts around a message, and signs. Fields that we do not know are left out. */
const snsEnvelope = z.discriminatedUnion("Type", [
  z.object({ Type: z.literal("Notification"), ...signed, Subject: z.string().nullish() }),
  z.object({ Type: z.literal("SubscriptionConfirmation"), ...confirming }),
  z.object({ Type: z.literal("UnsubscribeConfirmation"), ...confirming }),
]);

export type SnsEnvelope = z.infer<typeof snsEnvelope>;

/** Reads an envelope; null for what is none: cut off, raw, or of another kind. */
export function readEnvelope(text: string): SnsEnvelope | null {
  try {
    return snsEnvelope.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/**
 * The text that SNS signs: names and values by turns, each on a line, in the order of the
 * names; a subject only where there is one ("Verifying the signatures of Amazon SNS
 * messages").
 */
export function signedText(envelope: SnsEnvelope): string {
  const { Message, MessageId, Timestamp, TopicArn, Type } = envelope;
  const fields =
    envelope.Type === "Notification"
      ? { Message, MessageId, Subject: envelope.Subject, Timestamp, TopicArn, Type }
      : {
          Message,
          MessageId,
          SubscribeURL: envelope.SubscribeURL,
          Timestamp,
          Token: envelope.Token,
          TopicArn,
          Type,
        };
  return Object.entries(fields)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}\n${value}\n`)
    .join("");
}
