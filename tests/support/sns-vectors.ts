import { generateKeyPairSync } from "node:crypto";
import { after, DAY, HOUR, MINUTE } from "@/lib/clock";
import type { EnvelopeOutcome } from "@/lib/email/ses-events/check-envelope";
import { CERTIFICATES, type SnsStandIn, TOPIC } from "./sns-stand-in";

/** A message as it comes to the webhook, and what has to be made of it. */
export type SnsVector = {
  name: string;
  body: string;
  expected: EnvelopeOutcome | "not_an_envelope";
};

const at = (moment: Date) => ({ Timestamp: moment.toISOString() });

/** Changes a body after it was signed. */
function altered(body: string, change: Record<string, unknown>): string {
  return JSON.stringify({ ...(JSON.parse(body) as object), ...change });
}

/** Genuine messages: by both versions of the signature, of every type, as old as they get. */
export function genuineMessages(sns: SnsStandIn, now: Date): SnsVector[] {
  const genuine = (name: string, body: string): SnsVector => ({ name, body, expected: "genuine" });
  const reordered = JSON.parse(sns.notification("Hello")) as Record<string, string>;
  return [
    genuine("signed by version 1 (SHA-1)", sns.notification("Hello", { SignatureVersion: "1" })),
    genuine("signed by version 2 (SHA-256)", sns.notification("Hello")),
    genuine("with a subject", sns.notification("Hello", { Subject: "Amazon SES" })),
    genuine("with letters beyond ASCII and lines", sns.notification("Grüße\nвам\r\n\u0000 👋")),
    genuine(
      "whose fields come in another order",
      JSON.stringify(Object.fromEntries(Object.entries(reordered).reverse())),
    ),
    genuine("with fields that SNS adds one day", altered(sns.notification("Hello"), { New: 1 })),
    genuine("that SNS repeats for an hour", sns.notification("Hello", at(after(now, -HOUR)))),
    genuine("that came 70 minutes late", sns.notification("Hello", at(after(now, -70 * MINUTE)))),
    genuine(
      "that lay in a queue for a month",
      sns.notification("Hello", at(after(now, -30 * DAY))),
    ),
    genuine("from a clock that is ahead", sns.notification("Hello", at(after(now, 4 * MINUTE)))),
    genuine("that asks for a subscription", sns.confirmation()),
    genuine("that ends one", sns.confirmation({ Type: "UnsubscribeConfirmation" })),
  ];
}

/** What must not be believed, and why. */
export function badMessages(sns: SnsStandIn, now: Date): SnsVector[] {
  const body = sns.notification("Hello");
  const vector = (name: string, text: string, expected: SnsVector["expected"]): SnsVector => ({
    name,
    body: text,
    expected,
  });
  const { Signature } = JSON.parse(sns.notification("Goodbye")) as { Signature: string };
  const theirs = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const from = (SigningCertURL: string) => sns.notification("Hello", { SigningCertURL });
  const named = (certificate: keyof typeof CERTIFICATES) =>
    from(sns.origin + CERTIFICATES[certificate]);
  return [
    vector("with another message than was signed", altered(body, { Message: "Bye" }), "forged"),
    vector("with another id, so that it counts twice", altered(body, { MessageId: "2" }), "forged"),
    vector("made younger than it is", altered(body, at(after(now, -MINUTE))), "forged"),
    vector("with a subject that was not signed", altered(body, { Subject: "Hi" }), "forged"),
    vector("with the signature of another one", altered(body, { Signature }), "forged"),
    vector("with a signature that was cut off", altered(body, { Signature: "AAAA" }), "forged"),
    vector("that claims the older version", altered(body, { SignatureVersion: "1" }), "forged"),
    vector("signed by somebody else", sns.notification("Hello", {}, theirs), "forged"),
    vector("with somebody else's certificate", named("somebodyElses"), "forged"),
    vector("as a subscription", altered(sns.confirmation(), { Token: "other" }), "forged"),
    vector(
      "recorded and sent again later",
      sns.notification("Hello", at(after(now, -46 * DAY))),
      "stale",
    ),
    vector("from the future", sns.notification("Hello", at(after(now, HOUR))), "stale"),
    vector(
      "for a topic of somebody else",
      sns.notification("Hello", { TopicArn: `${TOPIC}2` }),
      "foreign_topic",
    ),
    vector(
      "for a topic of our name under another account",
      sns.notification("Hello", { TopicArn: TOPIC.replace(/:\d{12}:/, ":999999999999:") }),
      "foreign_topic",
    ),
    vector(
      "for a topic of our name in another region",
      sns.notification("Hello", { TopicArn: TOPIC.replace("us-east-1", "eu-west-1") }),
      "foreign_topic",
    ),
    vector("with a certificate that has expired", named("expired"), "expired_certificate"),
    vector("with one that is not valid yet", named("notYetValid"), "expired_certificate"),
    vector("with one behind a redirect", named("redirecting"), "foreign_certificate"),
    vector("with a page instead of one", named("noCertificate"), "foreign_certificate"),
    vector("with one that never ends", named("endless"), "foreign_certificate"),
    vector(
      "with one that does not exist",
      from(`${sns.origin}/SimpleNotificationService-1.pem`),
      "foreign_certificate",
    ),
    vector(
      "with one under another path",
      from(`${sns.origin}/bucket${CERTIFICATES.valid}`),
      "foreign_certificate",
    ),
    vector(
      "with one under another name",
      from(`${sns.origin}/certificate.pem`),
      "foreign_certificate",
    ),
    vector(
      "with a query after its name",
      from(`${sns.origin}${CERTIFICATES.valid}?x=1`),
      "foreign_certificate",
    ),
    vector(
      "with one from another host",
      from(`http://127.0.0.2:9${CERTIFICATES.valid}`),
      "foreign_certificate",
    ),
    vector("with one that is not to be had now", named("away"), "certificate_away"),
    vector("cut off", body.slice(0, -20), "not_an_envelope"),
    vector("without an envelope", JSON.stringify({ eventType: "Bounce" }), "not_an_envelope"),
    vector("without a signature", altered(body, { Signature: undefined }), "not_an_envelope"),
    vector(
      "of a version that does not exist",
      altered(body, { SignatureVersion: "3" }),
      "not_an_envelope",
    ),
    vector("of a type that does not exist", altered(body, { Type: "Command" }), "not_an_envelope"),
    vector("that is a list", `[${body}]`, "not_an_envelope"),
    vector("that is nothing", "", "not_an_envelope"),
  ];
}
