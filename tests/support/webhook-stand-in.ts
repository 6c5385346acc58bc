import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { checkEnvelope } from "@/lib/email/ses-events/check-envelope";
import { confirmSubscription } from "@/lib/email/ses-events/confirm-subscription";
import { readEnvelope, type SnsEnvelope } from "@/lib/email/ses-events/sns-envelope";
import { type Feedback, parseSesEvent } from "@/lib/email/ses-events/parse-ses-event";
import { TOPIC } from "@latchkey/ses-local/sns-message";

/** A message that came, as the product's own functions read it. */
export interface Received {
  envelope: SnsEnvelope;
  headers: IncomingHttpHeaders;
  /** "genuine", or why the product would not believe it. */
  checked: string;
  /** What a notification says; undefined of other messages. */
  feedback: Feedback | undefined;
  /** Null where the connection was cut off instead. */
  status: number | null;
}

/**
 * A server that stands where the app's webhook is. It reads messages by the product's own
 * functions and answers as a test wants; the order of `answers` is that of notifications.
 */
export async function startWebhook() {
  const received: Received[] = [];
  const answers: (number | null)[] = [];
  const state = { trust: "", isUp: true };

  async function take(body: string, headers: IncomingHttpHeaders): Promise<number | null> {
    if (!state.isUp) return null;
    const envelope = readEnvelope(body);
    if (!envelope) return 400;
    const trust = { topics: [TOPIC], certificateOrigin: state.trust };
    const checked = await checkEnvelope(envelope, trust, new Date());
    const isNotification = envelope.Type === "Notification";
    const feedback = isNotification ? parseSesEvent(envelope.Message, new Date()) : undefined;
    const next = isNotification ? answers.shift() : undefined;
    const status = next === undefined ? 200 : next;
    received.push({ envelope, headers, checked, feedback, status });
    if (envelope.Type === "SubscriptionConfirmation" && checked === "genuine")
      await confirmSubscription(envelope, state.trust);
    return status;
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      void take(Buffer.concat(chunks).toString("utf8"), request.headers).then((status) => {
        if (status === null) response.destroy();
        else response.writeHead(status).end();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/ses`,
    received,
    /** Says whose certificates to believe. */
    trust: (origin: string) => (state.trust = origin),
    /** Cuts every connection off, or no longer. */
    setUp: (isUp: boolean) => (state.isUp = isUp),
    /** What the next notifications are answered; null cuts the connection off. */
    answer: (...next: (number | null)[]) => answers.push(...next),
    /** What came of one email, in the order in which it came. */
    of: (messageId: string) => received.filter(({ feedback }) => feedback?.messageId === messageId),
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
