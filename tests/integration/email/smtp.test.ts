import { randomUUID } from "node:crypto";
import { createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { HAND_OVER_TIMEOUT_MS } from "@/lib/email/attempt-times";
import { composeMessage } from "@/lib/email/compose";
import { classifyFailure } from "@/lib/email/failures";
import { smtpTransport } from "@/lib/email/smtp";
import type { RawEmail } from "@/lib/email/transport";
import { startSmtpStandIn, type SmtpAnswer } from "../../support/smtp-stand-in";

type StandIn = Awaited<ReturnType<typeof startSmtpStandIn>>;

const started: { stop(): Promise<void> }[] = [];

async function start(options?: Parameters<typeof startSmtpStandIn>[0]): Promise<StandIn> {
  const smtp = await startSmtpStandIn(options);
  started.push(smtp);
  return smtp;
}

afterAll(() => Promise.all(started.map((each) => each.stop())));

async function aMail(to = `${randomUUID()}@example.com`): Promise<RawEmail> {
  const mail = {
    locale: "en",
    subject: "Confirm your email",
    html: "<p>Hello</p>",
    text: "Hello",
  } as const;
  const from = { name: "Latchkey", address: "no-reply@latchkey.example" };
  const raw = await composeMessage({ from, to, deliveryId: randomUUID() }, mail);
  return { from: from.address, to, raw, tags: { delivery: "1" } };
}

const failureOf = (sending: Promise<string>) =>
  sending.then(
    () => "it was sent",
    (error: unknown) => classifyFailure(error),
  );

describe("an SMTP server", () => {
  let smtp: StandIn;
  beforeAll(async () => {
    smtp = await start({ hasStartTls: false });
  });

  test.each<[Exclude<SmtpAnswer, string>, string, string]>([
    [{ to: "RCPT", reply: "450 4.2.0 Greylisted, come back later" }, "greylisted", "at_a_time"],
    [{ to: "RCPT", reply: "421 4.3.2 Closing for maintenance" }, "asked_to_wait", "at_a_time"],
    [{ to: "DATA", reply: "451 4.7.1 Try again later" }, "asked_to_wait", "at_a_time"],
    [
      { to: "DATA", reply: "454 Throttling failure: Daily message quota exceeded" },
      "quota_used_up",
      "at_a_time",
    ],
    [{ to: "RCPT", reply: "452 4.2.2 Mailbox full" }, "mailbox_full", "at_a_time"],
    [{ to: "RCPT", reply: "550 5.1.1 No such user" }, "no_such_mailbox", "never"],
    [{ to: "RCPT", reply: "550 5.7.1 Relaying denied" }, "relay_denied", "never"],
    [{ to: "DATA", reply: "554 5.7.1 This looks like spam" }, "content_refused", "never"],
    [{ to: "DATA", reply: "552 5.3.4 Message too big" }, "too_large", "never"],
  ])("that says %j is understood as %s", async (answer, code, kind) => {
    const mail = await aMail();
    smtp.answer(mail.to, answer);
    expect(await failureOf(smtpTransport(smtp.url).send(mail))).toMatchObject({ code, kind });
    expect(smtp.receivedFor(mail.to)).toEqual([]);
  });

  test("of SES that has not verified the recipient is understood as the sandbox", async () => {
    const mail = await aMail();
    const words = `Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: ${mail.to}`;
    smtp.answer(mail.to, { to: "DATA", reply: `554 Message rejected: ${words}` });
    const failure = await failureOf(smtpTransport(smtp.url).send(mail));
    expect(failure).toMatchObject({ code: "sandbox", kind: "never" });
    expect(JSON.stringify(failure)).not.toContain(mail.to);
  });

  test("gets the bare address of the sender, whatever name stands before it", async () => {
    const mail = await aMail();
    await smtpTransport(smtp.url).send(mail);
    expect(smtp.receivedFor(mail.to)[0]?.from).toBe("no-reply@latchkey.example");
  });

  test("has the time of the product to take an email, unless another is given", async () => {
    const timeout = vi.spyOn(AbortSignal, "timeout");
    await smtpTransport(smtp.url).send(await aMail());
    expect(timeout.mock.calls).toEqual([[HAND_OVER_TIMEOUT_MS]]);
    timeout.mockRestore();
  });

  test("never sees a second recipient in an address that looks like two", async () => {
    const mail = { ...(await aMail()), to: `a,eve@example.com` };
    await failureOf(smtpTransport(smtp.url).send(mail));
    expect(smtp.receivedFor("eve@example.com")).toEqual([]);
    const broken = { ...(await aMail()), to: "ada@example.com>\r\nRCPT TO:<eve@example.com" };
    expect(await failureOf(smtpTransport(smtp.url).send(broken))).toMatchObject({
      code: "rejected",
      kind: "never",
    });
    expect(smtp.receivedFor("eve@example.com")).toEqual([]);
  });

  test("that gives a message no name is told by the message's own id", async () => {
    const mail = await aMail();
    const id = await smtpTransport(smtp.url).send(mail);
    expect(Buffer.from(mail.raw).toString("latin1")).toContain(`Message-ID: <${id}>`);
  });

  test("takes the next emails after one that broke its connection", async () => {
    const transport = smtpTransport(smtp.url);
    const broken = await aMail();
    smtp.answer(broken.to, "hang_up");
    const mails = await Promise.all(Array.from({ length: 12 }, () => aMail()));
    const [first] = await Promise.all([
      failureOf(transport.send(broken)),
      ...mails.map((mail) => transport.send(mail)),
    ]);
    expect(first).toMatchObject({ kind: "unknown" });
    for (const mail of mails) expect(smtp.receivedFor(mail.to)).toHaveLength(1);
  });
});

describe("a password", () => {
  test("that is right lets emails out, with the characters a URL has to escape", async () => {
    const { port, receivedFor } = await start({ password: "p/w+@:1", hasStartTls: false });
    const mail = await aMail();
    await smtpTransport(`smtp://app:p%2Fw%2B%40%3A1@127.0.0.1:${port}`).send(mail);
    expect(receivedFor(mail.to)).toHaveLength(1);
  });

  test("that is wrong is mended by a deployment, so the email waits; no record holds it", async () => {
    const { port } = await start({ password: "right", hasStartTls: false });
    const sending = smtpTransport(`smtp://app:wrong-one@127.0.0.1:${port}`).send(await aMail());
    const failure = await failureOf(sending);
    expect(failure).toMatchObject({ code: "credentials", kind: "soon" });
    expect(JSON.stringify(failure)).not.toContain("wrong-one");
  });
});

describe("a connection", () => {
  test("is encrypted where the server offers it, and its certificate is checked", async () => {
    const smtp = await start();
    expect(await failureOf(smtpTransport(smtp.url).send(await aMail()))).toMatchObject({
      code: "unavailable",
      kind: "soon",
    });
    const mail = await aMail();
    await smtpTransport(`${smtp.url}?tls.rejectUnauthorized=false`).send(mail);
    expect(smtp.receivedFor(mail.to)[0]?.isSecure).toBe(true);
  });

  test("by smtps is encrypted from its first byte", async () => {
    const smtp = await start({ secure: true });
    expect(await failureOf(smtpTransport(smtp.url).send(await aMail()))).toMatchObject({
      code: "unavailable",
    });
    const mail = await aMail();
    await smtpTransport(`${smtp.url}?tls.rejectUnauthorized=false`).send(mail);
    expect(smtp.receivedFor(mail.to)[0]?.isSecure).toBe(true);
  });

  test("that has to be encrypted and cannot be carries no email", async () => {
    const smtp = await start({ hasStartTls: false });
    const mail = await aMail();
    expect(await failureOf(smtpTransport(`${smtp.url}?requireTLS=true`).send(mail))).toMatchObject({
      code: "unavailable",
      kind: "soon",
    });
    expect(smtp.receivedFor(mail.to)).toEqual([]);
  });
});

describe("a server that is out of order", () => {
  // A tenth of the product's time-outs, which tests/unit/attempt-times.test.ts adds up.
  const HAND_OVER_MS = 2_000;
  const QUICK = "?greetingTimeout=1000&socketTimeout=1500";

  /** Speaks SMTP up to DATA and then, or from the start, says nothing any more. */
  async function startMute(lines: string[]) {
    const sockets = new Set<Socket>();
    const heard: string[] = [];
    const server = createServer((socket) => {
      const [greeting, ...replies] = lines;
      sockets.add(socket);
      socket.on("error", () => undefined);
      if (greeting) socket.write(`${greeting}\r\n`);
      socket.on("data", (chunk) => {
        heard.push(chunk.toString("latin1"));
        const reply = replies.shift();
        if (reply === "hang up") socket.destroy();
        else if (reply) socket.write(`${reply}\r\n`);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    started.push({
      stop: async () => {
        for (const socket of sockets) socket.destroy();
        await new Promise((resolve) => server.close(resolve));
      },
    });
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    return { url: `smtp://127.0.0.1:${port}${QUICK}`, heard };
  }

  test.concurrent.each([
    ["never greets", []],
    ["greets and says no more", ["220 mute"]],
    ["never asks for the message", ["220 mute", "250 mute", "250 ok", "250 ok"]],
    ["closes at DATA", ["220 mute", "250 mute", "250 ok", "250 ok", "hang up"]],
  ])("and %s has taken nothing: the email is tried again soon", async (_what, lines) => {
    const { url, heard } = await startMute(lines);
    const startedAt = performance.now();
    const sending = smtpTransport(url, HAND_OVER_MS).send(await aMail());
    expect(await failureOf(sending)).toMatchObject({
      code: "unavailable",
      kind: "soon",
    });
    expect(performance.now() - startedAt).toBeLessThan(HAND_OVER_MS + 1_000);
    expect(heard.join("")).not.toContain("Confirm your email");
  });

  test.concurrent(
    "holds nobody longer than it may, and gets no email that waited for its turn",
    async () => {
      const { url, heard } = await startMute(["220 mute", "250 mute", "250 ok", "250 ok"]);
      const transport = smtpTransport(url, HAND_OVER_MS);
      const startedAt = performance.now();
      const mails = await Promise.all(Array.from({ length: 12 }, () => aMail()));
      const failures = await Promise.all(mails.map((mail) => failureOf(transport.send(mail))));
      expect(performance.now() - startedAt).toBeLessThan(HAND_OVER_MS + 2_000);
      for (const failure of failures)
        expect(failure).toMatchObject({ code: "unavailable", kind: "soon" });
      expect(heard.join("")).not.toContain("Confirm your email");
    },
  );
});
