import "server-only";
import type { ServerResponse } from "node:http";
import { headers } from "next/headers";
import { SECOND } from "../clock";
import { findExchange } from "./exchange";

type WriteHead = (status: number, ...rest: unknown[]) => ServerResponse;

/**
 * Makes the answer to this very request say 429 (too many), or 503 (we are too busy), and when
 * to come back, for programs; people read it on the page. Next.js gives a server action no way to
 * set a status. An answer that turns out to be something else than a page (an error, a redirect)
 * stays what it is.
 */
export async function respondTooManyRequests(
  retryAt: Date,
  refusal: 429 | 503 = 429,
): Promise<void> {
  const response = findExchange(await headers())?.response;
  if (!response || response.headersSent) return;
  const seconds = Math.max(1, Math.ceil((retryAt.getTime() - Date.now()) / SECOND));
  const writeHead = response.writeHead.bind(response) as WriteHead;
  const refuse: WriteHead = (status, ...rest) => {
    if (status !== 200) return writeHead(status, ...rest);
    response.setHeader("Retry-After", seconds);
    return writeHead(refusal, ...rest);
  };
  response.writeHead = refuse as typeof response.writeHead;
}
