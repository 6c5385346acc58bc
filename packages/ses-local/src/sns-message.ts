import { type KeyObject, randomUUID, sign } from "node:crypto";
import { promisify } from "node:util";

const signBeside = promisify(sign);

/** The topic to which the local SES publishes, unless SES_SNS_TOPIC_ARNS names another. */
export const TOPIC = "arn:aws:sns:us-east-1:123456789012:ses-events";

export type SnsVersion = "1" | "2";

/** The fields of a message of SNS; those that are `undefined` are left out. */
export type SnsFields = Record<string, string | undefined>;

const SIGNED = {
  Notification: ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
  Confirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
};

/** What every message has, of a new one. */
export function snsMessage(
  Type: "Notification" | "SubscriptionConfirmation",
  about: { topic: string; version: SnsVersion; certificateUrl: string; at: Date },
): SnsFields {
  return {
    Type,
    MessageId: randomUUID(),
    TopicArn: about.topic,
    Timestamp: about.at.toISOString(),
    SignatureVersion: about.version,
    SigningCertURL: about.certificateUrl,
  };
}

/** The text to sign ("Verifying the signatures of Amazon SNS messages"), and how. */
function toBeSigned(fields: SnsFields): [algorithm: string, text: Buffer] {
  const text = SIGNED[fields.Type === "Notification" ? "Notification" : "Confirmation"]
    .flatMap((name) => (fields[name] === undefined ? [] : [`${name}\n${fields[name]}\n`]))
    .join("");
  return [fields.SignatureVersion === "2" ? "RSA-SHA256" : "RSA-SHA1", Buffer.from(text)];
}

const withSignature = (fields: SnsFields, signature: Buffer) =>
  JSON.stringify({ ...fields, Signature: signature.toString("base64") });

/**
 * Signs a message and gives the body that SNS would post. Written without a look at the
 * product's own check of it.
 */
export function signSnsMessage(fields: SnsFields, key: KeyObject): string {
  return withSignature(fields, sign(...toBeSigned(fields), key));
}

/** The same on another thread, so that hundreds a second hold nobody up. */
export async function signSnsMessageBeside(fields: SnsFields, key: KeyObject): Promise<string> {
  return withSignature(fields, await signBeside(...toBeSigned(fields), key));
}
