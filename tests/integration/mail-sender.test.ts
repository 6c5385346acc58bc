// MAIL_FROM and MAIL_REPLY_TO on the wire, whatever their names hold.
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startSesStandIn } from "../support/ses-stand-in";
import { startSmtpStandIn } from "../support/smtp-stand-in";

const ADDRESS = "no-reply@latchkey.example";
const SENDERS = [
  ["Latchkey", `Latchkey <${ADDRESS}>`],
  ["=?UTF-8?Q?Schl=C3=BCsseldienst?=", `Schlüsseldienst <${ADDRESS}>`],
  ['"Acme, Inc."', `Acme, Inc. <${ADDRESS}>`],
] as const;

let ses: Awaited<ReturnType<typeof startSesStandIn>>;
let smtp: Awaited<ReturnType<typeof startSmtpStandIn>>;

beforeAll(async () => {
  ses = await startSesStandIn();
  smtp = await startSmtpStandIn({ hasStartTls: false });
});

afterAll(async () => {
  await ses.stop();
  await smtp.stop();
});

// Each sender is another environment, as of another process.
beforeEach(() => void vi.resetModules());

/** Sends somebody's confirmation in an environment, and tells to whom. */
async function sendFrom(variables: Record<string, string>): Promise<string> {
  Object.assign(process.env, variables);
  const { sendMail } = await import("@/lib/accounts/send-mail");
  const { aRegistration } = await import("../support/registrations");
  const { deliveryId, address } = await aRegistration();
  expect(await sendMail(deliveryId)).toBe("sent");
  return address;
}

/** The headers that a person's program shows. */
function headersOf(raw: Buffer) {
  const [, from] = /^From: (.*)$/m.exec(raw.toString("latin1")) ?? [];
  const [, replyTo] = /^Reply-To: (.*)$/m.exec(raw.toString("latin1")) ?? [];
  return [from?.trim(), replyTo?.trim()];
}

describe.each(SENDERS)("an email from %s", (encoded, sender) => {
  const variables = { MAIL_FROM: sender, MAIL_REPLY_TO: sender };
  const expected = [`${encoded} <${ADDRESS}>`, `${encoded} <${ADDRESS}>`];

  test("names its sender to SES in ASCII, and in its headers in full", async () => {
    const to = await sendFrom({ ...variables, AWS_ENDPOINT_URL_SES: ses.url });
    const [request] = ses.requestsFor(to);
    expect(request?.get("Source")).toBe(ADDRESS);
    expect(headersOf(Buffer.from(request?.get("RawMessage.Data") ?? "", "base64"))).toEqual(
      expected,
    );
  });

  test("names its sender to an SMTP server by its address, and in its headers in full", async () => {
    const to = await sendFrom({ ...variables, MAIL_TRANSPORT: "smtp", SMTP_URL: smtp.url });
    const [received] = smtp.receivedFor(to);
    expect(received?.from).toBe(ADDRESS);
    expect(headersOf(received!.raw)).toEqual(expected);
    process.env.MAIL_TRANSPORT = "";
  });
});
