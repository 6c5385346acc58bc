import type { ServerResponse } from "node:http";
import type { RunnerResponse } from "@latchkey/local-http/http-server";

/** Sends an answer. */
export function reply(response: ServerResponse, { status, headers, body }: RunnerResponse): void {
  response.writeHead(status, {
    ...headers,
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(body);
}
