import { createVerify } from "node:crypto";
import { HOUR, MINUTE } from "../../clock";
import { signingKey, type SigningKey } from "./signing-certificate";
import { signedText, type SnsEnvelope } from "./sns-envelope";

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
 * SNS repeats a message over HTTP for 3,600 seconds at most, "a hard limit" ("Amazon SNS
 * message delivery retries"): what is older was recorded by somebody and is sent again.
 */
const LONGEST_REPETITION_MS = HOUR;
/** How far SNS's clock and ours may be apart, and how long the last repetition may take. */
const CLOCKS_APART_MS = 5 * MINUTE;

const ALGORITHMS = { "1": "RSA-SHA1", "2": "RSA-SHA256" } as const;

/**
 * Whether SNS sent a message for a topic of ours, lately. The topic comes first, so that
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
  if (age > LONGEST_REPETITION_MS + CLOCKS_APART_MS || age < -CLOCKS_APART_MS) return "stale";
  const signer = await signingKey(envelope.SigningCertURL, certificateOrigin, now);
  if (signer.outcome !== "found") return signer.outcome;
  const isGenuine = createVerify(ALGORITHMS[envelope.SignatureVersion])
    .update(signedText(envelope), "utf8")
    .verify(signer.key, envelope.Signature, "base64");
  return isGenuine ? "genuine" : "forged";
}
