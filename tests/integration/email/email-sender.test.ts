// Headers and line ends on the wire, by either provider.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseEmailSender } from "@/lib/email-sender";
import { forgetProcess } from "../../support/forget-process";
import { startSesStandIn } from "../../support/ses-stand-in";
import { startSmtpStandIn } from "../../support/smtp-stand-in";

const SENDERS = [
  ["Latchkey <no-reply@latchkey.example>", "Latchkey <no-reply@latchkey.example>"],
  ["Acme, Inc. <no-reply@latchkey.example>", '"Acme, Inc." <no-reply@latchkey.example>'],
  [
    "Schlüsseldienst <no-reply@schlüssel.example>",
    "=?UTF-8?Q?Schl=C3=BCsseldienst?= <no-reply@xn--schlssel-95a.example>",
  ],
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

/** A header as it is on the wire, but in one line. */
const header = (raw: Buffer | undefined, name: string) =>
  new RegExp(`^${name}: (.*)$`, "m").exec(
    raw?.toString("latin1").replaceAll(/\r\n(?=[ \t])|\r/g, "") ?? "",
  )?.[1];

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
    "from %s has an address in ASCII on its envelope, and headers in ASCII",
    async (text, encoded) => {
      const sender = parseEmailSender(text);
      Object.assign(product.env, { MAIL_FROM: sender, MAIL_REPLY_TO: sender });
      const { deliveryId, address } = await product.aRegistration();
      expect(await product.sendEmailDelivery(deliveryId)).toEqual({ outcome: "sent" });
      const received = provider.receivedFor(address);
      expect(received?.from).toBe(/<(.*)>/.exec(encoded)?.[1]);
      expect(header(received?.raw, "From")).toBe(encoded);
      expect(header(received?.raw, "Reply-To")).toBe(encoded);
    },
  );

  test("says its language, asks for no automatic reply, and ends every line with CRLF", async () => {
    const { deliveryId, address } = await product.aRegistration({ locale: "de" });
    expect(await product.sendEmailDelivery(deliveryId)).toEqual({ outcome: "sent" });
    const raw = provider.receivedFor(address)?.raw;
    expect(header(raw, "Content-Language")).toBe("de");
    expect(header(raw, "Auto-Submitted")).toBe("auto-generated");
    expect(header(raw, "X-Auto-Response-Suppress")).toBe("DR, RN, NRN, OOF, AutoReply");
    expect(raw?.toString("latin1")).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
  });
});
