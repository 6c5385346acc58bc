// MAIL_FROM and MAIL_REPLY_TO on the wire, whatever their names hold.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseEmailSender } from "@/lib/email-sender";
import { forgetProcess } from "../../support/forget-process";
import { startSesStandIn } from "../../support/ses-stand-in";
import { startSmtpStandIn } from "../../support/smtp-stand-in";

const ADDRESS = "no-reply@latchkey.example";
const SENDERS = [
  ["Latchkey", `Latchkey <${ADDRESS}>`],
  ["=?UTF-8?Q?Schl=C3=BCsseldienst?=", `Schlüsseldienst <${ADDRESS}>`],
  ['"Acme, Inc."', `Acme, Inc. <${ADDRESS}>`],
] as const;

type Received = { from: string | null; raw: Buffer };
type Provider = {
  variables: Record<string, string>;
  receivedFor(to: string): Received | undefined;
  stop(): Promise<void>;
};

async function startSes(): Promise<Provider> {
  const ses = await startSesStandIn();
  return {
    variables: { MAIL_TRANSPORT: "ses", AWS_ENDPOINT_URL_SES: ses.url },
    receivedFor: (to) => {
      const [request] = ses.requestsFor(to);
      const raw = Buffer.from(request?.get("RawMessage.Data") ?? "", "base64");
      return request && { from: request.get("Source"), raw };
    },
    stop: ses.stop,
  };
}

async function startSmtp(): Promise<Provider> {
  const smtp = await startSmtpStandIn({ hasStartTls: false });
  return {
    variables: { MAIL_TRANSPORT: "smtp", SMTP_URL: smtp.url },
    receivedFor: (to) => smtp.receivedFor(to)[0],
    stop: smtp.stop,
  };
}

const load = async () => ({
  ...(await import("@/lib/email/send-email-delivery")),
  ...(await import("@/lib/env")),
  ...(await import("../../support/registrations")),
});

/** A header as it is on the wire. */
const header = (raw: Buffer | undefined, name: string) =>
  new RegExp(`^${name}: (.*?)\r?$`, "m").exec(raw?.toString("latin1") ?? "")?.[1];

describe.each([
  ["SES", startSes],
  ["an SMTP server", startSmtp],
])("an email by %s", (_name, start) => {
  let provider: Provider;
  let product: Awaited<ReturnType<typeof load>>;

  beforeAll(async () => {
    provider = await start();
    // Another process, which reads its environment when it starts.
    forgetProcess();
    Object.assign(process.env, provider.variables);
    product = await load();
  });
  afterAll(() => provider.stop());

  test.each(SENDERS)(
    "from %s: its envelope has the address in ASCII, its headers the name",
    async (encoded, text) => {
      const sender = parseEmailSender(text);
      Object.assign(product.env, { MAIL_FROM: sender, MAIL_REPLY_TO: sender });
      const { deliveryId, address } = await product.aRegistration();
      expect(await product.sendEmailDelivery(deliveryId)).toEqual({ outcome: "sent" });
      const received = provider.receivedFor(address);
      expect(received?.from).toBe(ADDRESS);
      expect(header(received?.raw, "From")).toBe(`${encoded} <${ADDRESS}>`);
      expect(header(received?.raw, "Reply-To")).toBe(`${encoded} <${ADDRESS}>`);
    },
  );
});
