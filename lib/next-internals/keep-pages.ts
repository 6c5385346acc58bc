import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, RequestListener, Server } from "node:http";
import type { Socket } from "node:net";
import { MINUTE } from "../clock";
import { log } from "../log";
import { paths } from "../paths";
import { type KeptPage, renderPage, sendPage } from "./kept-page";

/**
 * Pages that say the same to everybody who brings nothing along. What they show then depends on
 * the environment alone.
 */
const KEPT_PATHS = new Set<string>([
  paths.home,
  paths.register,
  paths.signIn,
  paths.forgotPassword,
]);

/** How old a kept page gets before Next.js renders it again, or is asked again after a failure. */
const RENEW_MS = MINUTE;

type Kept = { page: KeptPage | null; renewAt: number };

const keptPages = new Map<string, Kept>();

/** The page that is kept for a path. While there is none, Next.js answers. */
function findKeptPage(path: string, socket: Socket): KeptPage | null {
  const kept = keptPages.get(path);
  if (kept && Date.now() < kept.renewAt) return kept.page;
  const renewed: Kept = { page: kept?.page ?? null, renewAt: Date.now() + RENEW_MS };
  keptPages.set(path, renewed);
  renderPage(path, socket).then(
    (page) => (renewed.page = page),
    (error: unknown) => log.warn({ err: error, path }, "a page is not kept"),
  );
  return renewed.page;
}

/**
 * Whether cookies hold something of ours. The browser's key does not count: these pages read it
 * only beside a query. Every returning visitor has one.
 */
function arePersonal(cookies = ""): boolean {
  return cookies.replaceAll("latchkey.browser=", "").includes("latchkey.");
}

/**
 * Whether a request brings nothing that its answer could depend on: no query, no cookie. `RSC` is
 * Next.js in the browser, asking for another form of the page.
 */
function bringsNothing({ method, url = "", headers }: IncomingMessage): boolean {
  return (
    method === "GET" &&
    KEPT_PATHS.has(url) &&
    !arePersonal(headers.cookie) &&
    headers.rsc === undefined &&
    !headers["cache-control"]?.includes("no-cache")
  );
}

const servers = new WeakSet<Server>();

/** Stands before the listener of Next.js, which is asked for whatever is not kept. */
function standBefore(server: Server): void {
  if (servers.has(server)) return;
  servers.add(server);
  const listeners = server.listeners("request") as RequestListener[];
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    const page = bringsNothing(request) && findKeptPage(request.url ?? "", request.socket);
    if (page) sendPage(page, request, response);
    else for (const listener of listeners) listener.call(server, request, response);
  });
}

/**
 * Keeps the pages that are the same for everybody, as Next.js rendered them, and answers with
 * them: docs/decisions/0038.
 */
export function keepPages(): void {
  subscribe("http.server.request.start", (message) =>
    standBefore((message as { server: Server }).server),
  );
}
