import "server-only";
import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isHttps } from "../env";
import { oncePerProcess } from "../once-per-process";
import { mendRequest, mendResponse } from "./mend-request";

/** A request that is being answered, as Node.js sees it and Next.js does not show it. */
export type Exchange = {
  /** The address at the other end of the connection: the client's, or our nearest proxy's. */
  peer: string;
  /** X-Forwarded-For as it came; Next.js writes one where there is none. */
  forwardedFor: string;
  response: ServerResponse;
};

/** Set here, so that nothing is answered without it; next.config.ts does not know APP_URL yet. */
const HSTS = "max-age=63072000; includeSubDomains";

/** Names the exchange to the code that runs inside Next.js. */
const HEADER = "x-latchkey-exchange";

const exchanges = oncePerProcess("exchanges", () => new Map<string, Exchange>());

type RequestStart = { request: IncomingMessage; response: ServerResponse };

/**
 * Notes every request before Next.js sees it, and gives it a header that names its
 * exchange. What a client sent by that name is dropped, unless it names an exchange under
 * way: nobody can guess one, so it is Next.js passing an action on to itself.
 */
export function watchExchanges(): void {
  oncePerProcess("watch over exchanges", () => {
    subscribe("http.server.request.start", noteExchange);
    return true;
  });
}

function noteExchange(message: unknown): void {
  const { request, response } = message as RequestStart;
  mendRequest(request);
  mendResponse(request, response);
  if (isHttps) response.setHeader("Strict-Transport-Security", HSTS);
  const outer = request.headers[HEADER];
  if (typeof outer === "string" && exchanges.has(outer)) return;
  const id = randomUUID();
  const forwarded = request.headers["x-forwarded-for"] ?? "";
  exchanges.set(id, {
    peer: request.socket.remoteAddress ?? "",
    forwardedFor: String(forwarded),
    response,
  });
  request.headers[HEADER] = id;
  response.once("close", () => exchanges.delete(id));
}

/** The exchange that a request belongs to; null once it is over. */
export function findExchange(headers: Headers): Exchange | null {
  return exchanges.get(headers.get(HEADER) ?? "") ?? null;
}
