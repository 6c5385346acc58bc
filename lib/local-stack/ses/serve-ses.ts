import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { Mailbox } from "./mailbox";

// A CommonJS package whose types promise an ES module.
const { default: startEmulator } = createRequire(import.meta.url)(
  "aws-ses-v2-local",
) as typeof import("aws-ses-v2-local");

/** Actions of the first SES API that the emulator answers; it leaves others hanging. */
const KNOWN_ACTIONS = new Set(["SendEmail", "SendRawEmail"]);

/**
 * Serves the SES emulator with its web inbox, and adds three things to it:
 * - `GET /mails?to=<address>&since=<milliseconds>` gives the mails of one person with
 *   their raw source and tags, which the emulator forgets.
 * - Only the newest mails are kept, for it keeps them in memory and its page shows all.
 * - An action it does not know is refused instead of never answered.
 */
export async function serveSes(options: { port: number; capacity?: number }): Promise<Server> {
  const { port, capacity } = options;
  const server = await startEmulator({ port, host: "127.0.0.1" });
  const emulator = server.listeners("request")[0] as RequestListener | undefined;
  if (emulator === undefined || !server.listening) {
    throw new Error(`The SES emulator could not listen on port ${port}.`);
  }
  const mailbox = new Mailbox(capacity);
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (request.method === "GET" && url.pathname === "/mails") {
      answerMails(mailbox, url, response);
      return;
    }
    if (request.method === "POST" && url.pathname === "/") watch(request, response, mailbox);
    emulator(request, response);
  });
  return server;
}

function answerMails(mailbox: Mailbox, url: URL, response: ServerResponse): void {
  const mails = mailbox.find({
    to: url.searchParams.get("to"),
    since: Number(url.searchParams.get("since") ?? 0),
  });
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify(mails));
}

/** Reads along with the emulator: what was asked, and which id it gave the mail. */
function watch(request: IncomingMessage, response: ServerResponse, mailbox: Mailbox): void {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const parameters = new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
    const action = parameters.get("Action") ?? "";
    if (KNOWN_ACTIONS.has(action)) {
      noteMessageId(response, (messageId) => mailbox.keep(messageId, parameters));
    } else if (!response.headersSent) {
      response.writeHead(400, { "Content-Type": "text/xml" });
      response.end(unknownAction(action));
    }
  });
}

function noteMessageId(response: ServerResponse, note: (messageId: string) => void): void {
  response.end = new Proxy(response.end, {
    apply(end, self, parameters: unknown[]) {
      const [body] = parameters;
      const text = typeof body === "string" || Buffer.isBuffer(body) ? body.toString() : "";
      const messageId = /<MessageId>([^<]+)<\/MessageId>/.exec(text)?.[1];
      if (messageId !== undefined) note(messageId);
      return Reflect.apply(end, self, parameters) as ServerResponse;
    },
  });
}

function unknownAction(action: string): string {
  const name = action.replace(/[^A-Za-z0-9]/g, "");
  return (
    `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type>` +
    `<Code>InvalidAction</Code><Message>The local SES does not know the action ${name}.` +
    `</Message></Error></ErrorResponse>`
  );
}
