import { keepLinkToken } from "@/lib/session/link-cookie";
import { LINKS, type LinkUse } from "@/lib/verification/links";
import { isPrefetch, seeOther, noContent } from "./link-response";
import { noteOpening } from "./note-opening";

export type LinkContext = { params: Promise<{ token: string }> };

/**
 * Answers a link in an email that does nothing by itself: its token leaves the address bar
 * for a cookie, and a page asks with a button. Email scanners open links too.
 */
export function linkRoute(use: LinkUse) {
  return async (request: Request, { params }: LinkContext): Promise<Response> => {
    const { token } = await params;
    await noteOpening(use, token, request);
    if (isPrefetch(request)) return noContent();
    await keepLinkToken(use, token);
    return seeOther(LINKS[use].path);
  };
}

/** Answers HEAD, which mail scanners ask: Next.js would run GET for it. */
export function linkHead(use: LinkUse) {
  return async (request: Request, { params }: LinkContext): Promise<Response> => {
    await noteOpening(use, (await params).token, request);
    return noContent();
  };
}
