import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isIPv6, type Socket } from "node:net";
import { gzip } from "node:zlib";
import { choiceCookie } from "../choice-cookies";
import { SECOND } from "../clock";
import type { Locale } from "../i18n/locales";
import type { Theme } from "../theme";

const RENDER_TIMEOUT_MS = 10 * SECOND;

/** What each answer has for itself, or Node.js makes. */
const OWN_HEADERS = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "date",
  "keep-alive",
  "transfer-encoding",
  "x-request-id",
]);

/** An answer as Next.js gave it, cut wherever its nonce stood. */
export type KeptPage = {
  headers: [name: string, pieces: string[]][];
  body: string[];
};

/** This very server, by the connection that a request came in by. */
function originOf({ localAddress = "", localPort }: Socket): string {
  return `http://${isIPv6(localAddress) ? `[${localAddress}]` : localAddress}:${localPort}`;
}

/**
 * Has Next.js render a page, by a request of our own. It carries nothing of any visitor but
 * their language and theme, so the page can hold nothing of one.
 */
export async function renderPage(
  path: string,
  { locale, theme }: { locale: Locale; theme: Theme },
  socket: Socket,
): Promise<KeptPage> {
  const answer = await fetch(`${originOf(socket)}${path}`, {
    // Or it would be answered with the page that is kept already.
    headers: {
      "cache-control": "no-cache",
      "accept-language": locale,
      ...(theme !== "system" && { cookie: `${choiceCookie("theme")}=${theme}` }),
    },
    redirect: "manual",
    signal: AbortSignal.timeout(RENDER_TIMEOUT_MS),
  });
  const policy = answer.headers.get("content-security-policy") ?? "";
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  const body = await answer.text();
  if (answer.status !== 200 || nonce === undefined || answer.headers.has("set-cookie"))
    throw new Error(`The answer to ${path} is no page to keep (status ${answer.status}).`);
  const headers = [...answer.headers].filter(([name]) => !OWN_HEADERS.has(name));
  return {
    headers: headers.map(([name, value]) => [name, value.split(nonce)]),
    body: body.split(nonce),
  };
}

const takesGzip = ({ headers }: IncomingMessage) =>
  /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(headers["accept-encoding"] ?? ""));

/** Answers with a kept page, which gets a nonce and a request id that no other answer has. */
export function sendPage(page: KeptPage, request: IncomingMessage, response: ServerResponse): void {
  // As many random bits as in proxy.ts.
  const nonce = randomBytes(16).toString("base64");
  for (const [name, pieces] of page.headers) response.setHeader(name, pieces.join(nonce));
  response.setHeader("X-Request-Id", randomUUID());
  const send = (body: Buffer) => response.setHeader("Content-Length", body.length).end(body);
  const body = Buffer.from(page.body.join(nonce));
  if (!takesGzip(request)) return void send(body);
  gzip(body, (error, zipped) => {
    if (error) return void response.destroy(error);
    response.setHeader("Content-Encoding", "gzip");
    send(zipped);
  });
}
