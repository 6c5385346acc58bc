import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ListIdentitiesCommand, SendRawEmailCommand, SESClient } from "@aws-sdk/client-ses";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReceivedMail } from "@/lib/local-stack/ses/mailbox";
import { serveSes } from "@/lib/local-stack/ses/serve-ses";

const CAPACITY = 20;

let server: Server;
let client: SESClient;
let url: string;

beforeAll(async () => {
  server = await serveSes({ port: 0, capacity: CAPACITY });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = new SESClient({
    region: "us-east-1",
    endpoint: url,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
});

afterAll(() => {
  client.destroy();
  server.closeAllConnections();
  server.close();
});

test("a mail sent by the real SDK is found by its recipient, with source and tags", async () => {
  const startedAt = Date.now();
  const { MessageId } = await send("Ann.Example@example.com", "First");
  await send("other@example.com", "Second");

  const [mail, ...others] = await mailsTo("ann.example@EXAMPLE.com");
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    messageId: MessageId,
    subject: "First",
    text: "Hello\n",
    html: "<p>Hello</p>",
    tags: { delivery: "abc" },
  });
  expect(mail?.raw).toContain("Auto-Submitted: auto-generated");
  expect(mail?.receivedAt).toBeGreaterThanOrEqual(startedAt);
});

test("only mails since a given time are told", async () => {
  await send("since@example.com", "Old");
  expect(await mailsTo("since@example.com", Date.now() + 60_000)).toEqual([]);
});

test("the inbox shows its page and keeps its own store", async () => {
  expect((await fetch(url)).headers.get("content-type")).toContain("text/html");
  await send("page@example.com", "On the page");
  const store = (await (await fetch(`${url}/store`)).json()) as { emails: { subject: string }[] };
  expect(store.emails.map((email) => email.subject)).toContain("On the page");
});

test("an action it does not know is refused at once", async () => {
  await expect(client.send(new ListIdentitiesCommand({}))).rejects.toMatchObject({
    name: "InvalidAction",
  });
});

test("only the newest mails are kept, so that memory and the page stay small", async () => {
  await send("oldest@example.com", "Oldest");
  for (let n = 1; n <= CAPACITY; n += 1) await send("burst@example.com", `Mail ${n}`);
  expect(await mailsTo("burst@example.com")).toHaveLength(CAPACITY);
  expect(await mailsTo("oldest@example.com")).toEqual([]);
});

function send(to: string, subject: string) {
  const lines = [
    "From: Latchkey <no-reply@latchkey.example>",
    `To: ${to}`,
    `Subject: ${subject}`,
    "Auto-Submitted: auto-generated",
    "MIME-Version: 1.0",
    'Content-Type: multipart/alternative; boundary="part"',
    "",
    "--part\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello\r\n",
    "--part\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hello</p>",
    "--part--",
  ];
  return client.send(
    new SendRawEmailCommand({
      RawMessage: { Data: Buffer.from(lines.join("\r\n")) },
      Destinations: [to],
      Tags: [{ Name: "delivery", Value: "abc" }],
    }),
  );
}

async function mailsTo(to: string, since = 0): Promise<ReceivedMail[]> {
  const query = new URLSearchParams({ to, since: String(since) });
  return (await (await fetch(`${url}/mails?${query.toString()}`)).json()) as ReceivedMail[];
}
