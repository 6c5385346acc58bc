import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, DAY } from "@/lib/clock";
import { selfSignedCertificate } from "@latchkey/ses-local/self-signed-certificate";
import { signSnsMessage, type SnsFields, snsMessage, TOPIC } from "@latchkey/ses-local/sns-message";

export { TOPIC };

/** Names of certificates, by what happens to whoever asks for one. */
export const CERTIFICATES = {
  valid: "/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
  expired: "/SimpleNotificationService-0000000000000000000000000000dead.pem",
  notYetValid: "/SimpleNotificationService-0000000000000000000000000000beef.pem",
  somebodyElses: "/SimpleNotificationService-00000000000000000000000000000bad.pem",
  redirecting: "/SimpleNotificationService-0000000000000000000000000000030f.pem",
  noCertificate: "/SimpleNotificationService-00000000000000000000000000000abc.pem",
  endless: "/SimpleNotificationService-000000000000000000000000000e4d1e.pem",
  away: "/SimpleNotificationService-00000000000000000000000000000503.pem",
  late: "/SimpleNotificationService-00000000000000000000000000000a7e.pem",
} as const;

const rsa = () => generateKeyPairSync("rsa", { modulusLength: 2_048 });

/**
 * A server that stands where Amazon SNS would: it signs messages as SNS does, by a key of
 * its own, serves the certificate of that key, good and bad ones, and confirms subscriptions.
 */
export async function startSnsStandIn(now = new Date()) {
  const key = rsa();
  const life = { from: after(now, -DAY), to: after(now, DAY) };
  const valid = selfSignedCertificate(key, life);
  const documents: Partial<Record<string, string>> = {
    [CERTIFICATES.valid]: valid,
    // The right certificate in wrong places: there only its URL speaks against it.
    [`${CERTIFICATES.valid}?x=1`]: valid,
    [`/bucket${CERTIFICATES.valid}`]: valid,
    "/certificate.pem": valid,
    [CERTIFICATES.endless]: valid + "A".repeat(100_000),
    [CERTIFICATES.expired]: selfSignedCertificate(key, { ...life, to: after(now, -1_000) }),
    [CERTIFICATES.notYetValid]: selfSignedCertificate(key, { ...life, from: after(now, DAY / 2) }),
    [CERTIFICATES.somebodyElses]: selfSignedCertificate(rsa(), life),
    [CERTIFICATES.noCertificate]: "<html>Hello</html>",
  };
  const requests: string[] = [];
  let lateAnswers = 1;
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    requests.push(path);
    if (path === CERTIFICATES.redirecting)
      return response.writeHead(302, { Location: CERTIFICATES.valid }).end();
    if (path === CERTIFICATES.away || (path === CERTIFICATES.late && lateAnswers-- > 0))
      return response.writeHead(503).end();
    if (path === CERTIFICATES.late) return response.end(documents[CERTIFICATES.valid]);
    if (path.startsWith("/?Action=ConfirmSubscription"))
      return response.end("<ConfirmSubscriptionResponse/>");
    const document = documents[path];
    return document ? response.end(document) : response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const common = (type: "Notification" | "SubscriptionConfirmation"): SnsFields =>
    snsMessage(type, {
      topic: TOPIC,
      version: "2",
      certificateUrl: origin + CERTIFICATES.valid,
      at: now,
    });

  return {
    origin,
    key,
    requests,
    /** The body of a notification, with fields as given or, `undefined`, left out. */
    notification(message: string | object, fields: SnsFields = {}, signer = key): string {
      const Message = typeof message === "string" ? message : JSON.stringify(message);
      return signSnsMessage({ ...common("Notification"), Message, ...fields }, signer.privateKey);
    },
    /** The body by which SNS asks whether we want a topic's messages, or says that we do not. */
    confirmation(fields: SnsFields = {}): string {
      const topic = encodeURIComponent(TOPIC);
      const message = {
        ...common("SubscriptionConfirmation"),
        Message: "You have chosen to subscribe to the topic.",
        Token: "2336412f37fb687f5d51e6e241d",
        SubscribeURL: `${origin}/?Action=ConfirmSubscription&TopicArn=${topic}&Token=2336412f`,
        ...fields,
      };
      return signSnsMessage(message, key.privateKey);
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type SnsStandIn = Awaited<ReturnType<typeof startSnsStandIn>>;
