import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { composeMessage } from "@/lib/email/compose";
import { classifyFailure } from "@/lib/email/failures";
import { sesTransport } from "@/lib/email/ses";
import { smtpTransport } from "@/lib/email/smtp";
import type { RawEmail, Transport } from "@/lib/email/transport";
import { startSesStandIn } from "../../support/ses-stand-in";
import { startSmtpStandIn } from "../../support/smtp-stand-in";

/** Less than the product waits: 10 s for SES, 20 s for SMTP. */
const TIMEOUT_MS = 2_000;

type Answer = "refuse" | "throttle" | "never_answer" | "hang_up";

/** A transport with a provider behind it that answers as a test wants. */
type Provided = {
  transport: Transport;
  answer(to: string, answer: Answer): void;
  receivedFor(to: string): { recipients: string[]; raw: Buffer }[];
  stop(): Promise<void>;
};

async function startSes(): Promise<Provided> {
  const ses = await startSesStandIn();
  process.env.AWS_ENDPOINT_URL_SES = ses.url;
  const transport = sesTransport(TIMEOUT_MS);
  // The SDK reads the endpoint for its first request and keeps it.
  await transport.send(await aMail());
  const refused = { status: 400, code: "MessageRejected", message: "Bad content." };
  const throttled = { status: 400, code: "Throttling", message: "Maximum sending rate exceeded." };
  return {
    transport,
    answer: (to, answer) =>
      ses.answer(to, answer === "refuse" ? refused : answer === "throttle" ? throttled : answer),
    receivedFor: (to) =>
      ses.requestsFor(to).map((request) => ({
        recipients: [...request]
          .filter(([name]) => name.startsWith("Destinations.member."))
          .map(([, value]) => value),
        raw: Buffer.from(request.get("RawMessage.Data") ?? "", "base64"),
      })),
    stop: ses.stop,
  };
}

async function startSmtp(): Promise<Provided> {
  const smtp = await startSmtpStandIn({ hasStartTls: false });
  const refused = { to: "RCPT", reply: "550 5.1.1 No such user here" } as const;
  const throttled = {
    to: "DATA",
    reply: "454 Throttling failure: Maximum sending rate exceeded",
  } as const;
  return {
    ...smtp,
    transport: smtpTransport(smtp.url, TIMEOUT_MS),
    answer: (to, answer) =>
      smtp.answer(to, answer === "refuse" ? refused : answer === "throttle" ? throttled : answer),
  };
}

async function aMail(): Promise<RawEmail> {
  const to = `${randomUUID()}@example.com`;
  const text = `A line that begins with a dot:\r\n.\r\n..and one with two. Grüße, ${to}`;
  const mail = { locale: "en", subject: "Confirm your email", html: "<p>Hello</p>", text } as const;
  const from = { name: "Latchkey", address: "no-reply@latchkey.example" };
  const raw = await composeMessage({ from, to, deliveryId: randomUUID() }, mail);
  return { from: from.address, to, raw, tags: { delivery: "1" } };
}

const failureOf = (sending: Promise<string>) =>
  sending.then(
    () => "it was sent",
    (error: unknown) => classifyFailure(error),
  );

describe.each([
  ["SES", startSes],
  ["SMTP", startSmtp],
])("over %s", (_name, start) => {
  let provider: Provided;

  beforeAll(async () => {
    provider = await start();
  });
  afterAll(() => provider.stop());

  test("an email arrives as it was written, byte for byte, for its one recipient", async () => {
    const mail = await aMail();
    const id = await provider.transport.send(mail);
    const [received, ...more] = provider.receivedFor(mail.to);
    expect(more).toEqual([]);
    expect(received?.recipients).toEqual([mail.to]);
    expect(received?.raw.toString("latin1")).toBe(Buffer.from(mail.raw).toString("latin1"));
    expect(id).toMatch(/^\S{20,}$/);
  });

  test("every email has an id of its own", async () => {
    const mails = await Promise.all(Array.from({ length: 20 }, aMail));
    const ids = await Promise.all(mails.map((mail) => provider.transport.send(mail)));
    expect(new Set(ids).size).toBe(20);
    for (const mail of mails) expect(provider.receivedFor(mail.to)).toHaveLength(1);
  });

  test("an email that is refused is never tried again, and the record names nobody", async () => {
    const mail = await aMail();
    provider.answer(mail.to, "refuse");
    const failure = await failureOf(provider.transport.send(mail));
    expect(failure).toMatchObject({ kind: "never" });
    expect(JSON.stringify(failure)).not.toContain(mail.to);
  });

  test("an email that comes too fast is tried again soon, and then goes out", async () => {
    const mail = await aMail();
    provider.answer(mail.to, "throttle");
    expect(await failureOf(provider.transport.send(mail))).toMatchObject({
      kind: "soon",
      code: "throttled",
    });
    await expect(provider.transport.send(mail)).resolves.toMatch(/\S/);
  });

  test("an email for a provider that is away is tried again soon", async () => {
    const away = await start();
    await away.stop();
    const mail = await aMail();
    expect(await failureOf(away.transport.send(mail))).toMatchObject({
      kind: "soon",
      code: "unavailable",
    });
  });

  test.each(["hang_up", "never_answer"] as const)(
    "an email that was handed over without an answer (%s) may have been taken, is given up in time and is not sent twice",
    async (answer) => {
      const mail = await aMail();
      provider.answer(mail.to, answer);
      const startedAt = performance.now();
      expect(await failureOf(provider.transport.send(mail))).toMatchObject({
        kind: "unknown",
        code: "unanswered",
      });
      expect(performance.now() - startedAt).toBeLessThan(TIMEOUT_MS + 1_000);
      expect(provider.receivedFor(mail.to)).toHaveLength(1);
    },
  );
});
