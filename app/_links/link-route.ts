import { keepLinkToken, type LinkPage } from "@/lib/session/link-cookie";
import { isPrefetch, seeOther, noContent } from "./link-response";
import { noteOpening } from "./note-opening";

export type LinkContext = { params: Promise<{ token: string }> };

/**
 * Answers a link in an email that does nothing by itself: its token leaves the address bar
 * for a cookie, and a page asks with a button. Email scanners open links too.
 *
 * @param path where the page is
 */
export function linkRoute(page: LinkPage, path: string) {
  return async (request: Request, { params }: LinkContext): Promise<Response> => {
    const { token } = await params;
    await noteOpening(page, token, request);
    if (isPrefetch(request)) return noContent();
    await keepLinkToken(page, token);
    return seeOther(path);
  };
}

/** Answers HEAD, which mail scanners ask: Next.js would run GET for it. */
export function linkHead(page: LinkPage) {
  return async (request: Request, { params }: LinkContext): Promise<Response> => {
    await noteOpening(page, (await params).token, request);
    return noContent();
  };
}
