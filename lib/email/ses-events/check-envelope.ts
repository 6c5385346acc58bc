import { createVerify } from "node:crypto";
import { DAY, MINUTE } from "../../clock";
import { signingKey, type SigningKey } from "./signing-certificate";
import { signedText, type SnsEnvelope } from "./sns-envelope";

/**
 * How long SNS's MessageIds are kept, with the events they came with (lib/retention). By them a
 * repetition is known: a message must be refused before its id is forgotten.
 */
export const MESSAGE_IDS_KEPT_DAYS = 90;

/** Which messages are ours. */
export type Trust = {
  /** Our topics, by their ARN. */
  topics: readonly string[];
  /** Where certificates are instead of at Amazon. */
  certificateOrigin: string | undefined;
};

/** "genuine", or why a message is not to be believed. */
export type EnvelopeOutcome =
  "genuine" | "foreign_topic" | "stale" | "forged" | Exclude<SigningKey["outcome"], "found">;

/**
 * How old a message may be. A repetition is known by its MessageId and does nothing, for as long
 * as we keep those, so an old message is no danger: it was held up. SNS itself repeats for an
 * hour ("Amazon SNS message delivery retries"), but a queue on the way, and the dead letters of a
 * subscription, keep messages for 14 days at most ("Amazon SQS quotas"). Half the time that ids are
 * kept is longer than both, and far from the end of it.
 */
const OLDEST_MESSAGE_MS = (MESSAGE_IDS_KEPT_DAYS / 2) * DAY;
/** How far SNS's clock and ours may be apart. */
const CLOCKS_APART_MS = 5 * MINUTE;

const ALGORITHMS = { "1": "RSA-SHA1", "2": "RSA-SHA256" } as const;

/**
 * Whether SNS sent a message for a topic of ours, not too long ago. The topic comes first, so that
 * nobody else's messages make us fetch anything; anybody can have SNS sign for a topic of
 * their own.
 */
export async function checkEnvelope(
  envelope: SnsEnvelope,
  { topics, certificateOrigin }: Trust,
  now: Date,
): Promise<EnvelopeOutcome> {
  if (!topics.includes(envelope.TopicArn)) return "foreign_topic";
  const age = now.getTime() - Date.parse(envelope.Timestamp);
  if (age > OLDEST_MESSAGE_MS || age < -CLOCKS_APART_MS) return "stale";
  const signer = await signingKey(envelope.SigningCertURL, certificateOrigin, now);
  if (signer.outcome !== "found") return signer.outcome;
  const isGenuine = createVerify(ALGORITHMS[envelope.SignatureVersion])
    .update(signedText(envelope), "utf8")
    .verify(signer.key, envelope.Signature, "base64");
  return isGenuine ? "genuine" : "forged";
}
