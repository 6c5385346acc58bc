import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "../env";

/** Where a form goes whose action this build does not know: app/outdated/route.ts. */
const OUTDATED = "/outdated";

/** The address with every "%" escaped, if some escape in its path is broken; else as it is. */
function withoutBrokenEscapes(url: string): string {
  const [path = "", ...query] = url.split("?");
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return [path.replaceAll("%", "%25"), ...query].join("?");
  }
}

/** The host of an origin that a browser names; null when it names none. */
function hostOf(origin: string | undefined): string | null {
  return origin && URL.canParse(origin) ? new URL(origin).host : null;
}

/**
 * Mends a request before Next.js sees it, where Next.js would answer with a bare error:
 * - A broken escape in a path. A link that was cut in the middle of one is a damaged link.
 * - A form from a page of ours, while a proxy in front writes another name, a port or a list
 *   into X-Forwarded-Host: Next.js compares it with the form's origin. (`allowedOrigins` of
 *   next.config.ts says the same, but an image fixes it before APP_URL is known.)
 * - TRACE, which Next.js has no request for. DELETE is refused at every address as well, with 405.
 */
export function mendRequest(request: IncomingMessage): void {
  if (request.method === "TRACE") request.method = "DELETE";
  request.url = withoutBrokenEscapes(request.url ?? "/");
  const { host } = new URL(env.APP_URL);
  if (hostOf(request.headers.origin) === host) request.headers["x-forwarded-host"] = host;
}

type WriteHead = (status: number, ...rest: unknown[]) => ServerResponse;

/**
 * Mends the answer to a form that was opened before a deployment and posted without scripts:
 * Next.js answers with one bare line. The browser posts it again to where it is answered by
 * its page, made anew. (With scripts, app/error.tsx does the same.)
 */
export function mendResponse(request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== "POST" || request.headers["next-action"]) return;
  const from = request.url ?? "/";
  const writeHead = response.writeHead.bind(response) as WriteHead;
  const mended: WriteHead = (status, ...rest) => {
    if (!response.hasHeader("x-nextjs-action-not-found")) return writeHead(status, ...rest);
    response.setHeader("Location", `${OUTDATED}?from=${encodeURIComponent(from)}`);
    return writeHead(307, ...rest);
  };
  response.writeHead = mended as typeof response.writeHead;
}
