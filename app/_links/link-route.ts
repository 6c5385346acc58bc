import { keepLinkToken, type LinkPage } from "@/lib/session/link-cookie";
import { isPrefetch, leadTo, nothingHere } from "./link-response";

type Context = { params: Promise<{ token: string }> };

/**
 * Answers a link in a mail that does nothing by itself: its token leaves the address bar
 * for a cookie, and a page asks with a button. Mail scanners open links too.
 *
 * @param path where the page is
 */
export function linkRoute(page: LinkPage, path: string) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    if (isPrefetch(request)) return nothingHere();
    await keepLinkToken(page, (await params).token);
    return leadTo(path);
  };
}
