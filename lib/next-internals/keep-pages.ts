import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, RequestListener, Server } from "node:http";
import { MINUTE } from "../clock";
import { choiceInHeader } from "../choice-cookies";
import { env } from "../env";
import { availableLocales, negotiateLocale } from "../i18n/negotiate-locale";
import { log } from "../log";
import { paths } from "../paths";
import { toTheme } from "../theme";
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

const locales = availableLocales(env.PSEUDO_LOCALES);

/** By path, language and theme. Without a page there was none yet. */
type KeptPages = Map<string, { page: KeptPage | null; renewAt: number }>;

/** The page that is kept for a request, which is renewed when it is old; null when there is none. */
function findPage(kept: KeptPages, { url = "", headers, socket }: IncomingMessage) {
  const wishes = {
    chosen: choiceInHeader(headers.cookie, "locale"),
    acceptLanguage: headers["accept-language"],
  };
  const locale = negotiateLocale(wishes, locales);
  const theme = toTheme(choiceInHeader(headers.cookie, "theme"));
  const name = `${url} ${locale} ${theme}`;
  const { page = null, renewAt = 0 } = kept.get(name) ?? {};
  if (Date.now() < renewAt) return page;
  const renewed = { page, renewAt: Date.now() + RENEW_MS };
  kept.set(name, renewed);
  renderPage(url, { locale, theme }, socket).then(
    (rendered) => (renewed.page = rendered),
    (error: unknown) => log.warn({ err: error, path: url }, "a page is not kept"),
  );
  return page;
}

/**
 * Whether cookies hold something personal of ours. The browser's key does not count: these pages
 * read it only beside a query. Every returning visitor has one. Each language and each theme has its own pages.
 */
function arePersonal(cookies = ""): boolean {
  return cookies.replace(/latchkey\.(browser|locale|theme)=/g, "").includes("latchkey.");
}

/**
 * Whether a request brings nothing but a language and a theme: no query, no cookie. `RSC` is
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

/** Stands before what a server answers with: Next.js is asked for whatever is not kept. */
export function answerFromKeptPages(server: Server): void {
  if (servers.has(server)) return;
  servers.add(server);
  const kept: KeptPages = new Map();
  const listeners = server.listeners("request") as RequestListener[];
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    const page = bringsNothing(request) && findPage(kept, request);
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
    answerFromKeptPages((message as { server: Server }).server),
  );
}
