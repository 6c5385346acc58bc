import type { AddressInfo } from "node:net";
import { SendRawEmailCommand, SESClient } from "@aws-sdk/client-ses";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import type { AccountSettings } from "@latchkey/ses-local/account";
import type { FaultName } from "@latchkey/ses-local/fault";
import type { ListedFault } from "@latchkey/ses-local/faults";
import type { ReceivedMail } from "@latchkey/ses-local/mailbox";
import { serveSes, type SesOptions } from "@latchkey/ses-local/serve-ses";
import type { Stats } from "@latchkey/ses-local/stats";
import { sesFailure, type SesError } from "@/lib/email/ses-failures";

export const FROM = "Latchkey <no-reply@latchkey.example>";

type Fault = { fault: FaultName; to?: string; share?: number; times?: number; ms?: number };

/** A local SES of a test's own, the real clients that speak to it, and its switches. */
export async function startLocalSes(options: Omit<SesOptions, "port"> = {}) {
  const server = await serveSes({ port: 0, ...options });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = {
    region: "us-east-1",
    endpoint: url,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
    requestHandler: { requestTimeout: 1_500, throwOnRequestTimeout: true },
  };
  const client = new SESClient(settings);
  const clientV2 = new SESv2Client(settings);

  async function call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(url + path, { method, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  async function send(to: string, { subject = "Hello", events = false, from = FROM } = {}) {
    const { MessageId = "" } = await client.send(
      new SendRawEmailCommand({
        Source: from,
        Destinations: [to],
        RawMessage: { Data: Buffer.from(message(from, to, subject)) },
        Tags: [{ Name: "delivery", Value: "0b6f3ae2-1111-4222-8333-444455556666" }],
        ...(events && { ConfigurationSetName: "latchkey" }),
      }),
    );
    return MessageId;
  }

  return {
    url,
    client,
    clientV2,
    call,
    send,
    /** "sent", or what the product makes of SES's answer. */
    async trySending(to: string): Promise<string> {
      const mail = { from: FROM, to, raw: Buffer.alloc(0), tags: {} };
      return send(to).then(
        () => "sent",
        (error: SesError) => sesFailure(error, mail),
      );
    },
    setFault: async (fault: Fault) => (await call<{ id: string }>("POST", "/faults", fault)).id,
    faults: () => call<ListedFault[]>("GET", "/faults"),
    clearFaults: () => call("DELETE", "/faults"),
    setAccount: (account: AccountSettings) => call("PUT", "/account", account),
    stats: () => call<ReturnType<Stats["show"]>>("GET", "/stats"),
    mailsTo: (to: string, since = 0) =>
      call<ReceivedMail[]>("GET", `/mails?${new URLSearchParams({ to, since: String(since) })}`),
    async stop(): Promise<void> {
      client.destroy();
      clientV2.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type LocalSes = Awaited<ReturnType<typeof startLocalSes>>;

function message(from: string, to: string, subject: string): string {
  return [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    "Auto-Submitted: auto-generated",
    "MIME-Version: 1.0",
    'Content-Type: multipart/alternative; boundary="part"',
    "",
    "--part\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello\r\n",
    "--part\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hello</p>",
    "--part--",
  ].join("\r\n");
}
