import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { createRequire } from "node:module";

// A CommonJS package whose types promise an ES module.
const require = createRequire(import.meta.url);
const { default: startServer } = require("aws-ses-v2-local") as typeof import("aws-ses-v2-local");

// Its own ids are numbers by chance, of which two emails in some ten thousand are the same.
Object.assign(require("aws-ses-v2-local/dist/util.js") as object, {
  getMessageId: () => `ses-${randomUUID()}`,
});

/** An answer of the emulator that was not sent yet. */
interface HeldAnswer {
  /** The id it gave the email; undefined when it took none. */
  messageId: string | undefined;
  send: () => void;
}

/** The emulator: its server, and what it does with a request. */
export interface Emulator {
  server: Server;
  handle: RequestListener;
  /** Has it send an email. The request's body was read already; the answer is held back. */
  take: (
    request: IncomingMessage,
    response: ServerResponse,
    parameters: URLSearchParams,
  ) => Promise<HeldAnswer>;
}

/**
 * Starts `aws-ses-v2-local` on 127.0.0.1, or on another interface of a container.
 * Afterwards nothing listens to its server's requests: they are for whoever starts it.
 */
export async function startEmulator(port: number, host: string): Promise<Emulator> {
  const server = await startServer({ port, host });
  const handle = server.listeners("request")[0] as RequestListener | undefined;
  if (handle === undefined || !server.listening) {
    throw new Error(`The SES emulator could not listen on port ${port}.`);
  }
  server.removeAllListeners("request");
  return {
    server,
    handle,
    take: (request, response, parameters) =>
      new Promise((resolve) => {
        const send = response.end.bind(response) as (body: unknown) => ServerResponse;
        response.end = (body?: unknown) => {
          const text = typeof body === "string" || Buffer.isBuffer(body) ? body.toString() : "";
          const messageId = /<MessageId>([^<]+)<\/MessageId>/.exec(text)?.[1];
          resolve({ messageId, send: () => void send(body) });
          return response;
        };
        // Express leaves a body alone whose stream has ended.
        handle(Object.assign(request, { body: Object.fromEntries(parameters) }), response);
      }),
  };
}
