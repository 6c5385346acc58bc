import "server-only";
import { after } from "next/server";
import { requestContext } from "@/lib/session/request-context";
import { LINKS, type LinkUse } from "@/lib/verification/links";
import { type Inspected, recordOpening } from "@/lib/verification/record-opening";
import { isPrefetch } from "./link-response";

/**
 * Remembers, when the answer is out, that a link of an email was opened.
 *
 * @param inspected what the link is, where the answer depends on it anyway
 */
export async function noteOpening(
  use: LinkUse,
  token: string,
  request: Request,
  inspected?: Inspected,
): Promise<void> {
  if (use === "not-me-link" || !LINKS[use].isOpeningRecorded) return;
  const { origin, browserKeyHash } = await requestContext();
  const opening = {
    ...origin,
    browserKeyHash,
    method: isPrefetch(request) ? "PREFETCH" : request.method,
    hasLanguage: request.headers.has("accept-language"),
    at: new Date(),
  };
  after(() => recordOpening(token, use, opening, inspected));
}
