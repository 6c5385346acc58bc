import type { IncomingHttpHeaders } from "node:http";

const LOCAL_NAME = /^(?:localhost|[a-z0-9-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;
const PORT = /:\d+$/;

/**
 * Why a request is refused, or undefined when it may pass. The runner has no password: it
 * listens on this machine only, and these checks keep out what a browser on this machine
 * carries in. A Host that is not local is a foreign name that was pointed here (DNS
 * rebinding); a POST with a foreign Origin is a foreign page that presses our buttons.
 */
export function refuseForeign(
  method: string,
  headers: IncomingHttpHeaders,
  boundTo: string,
): string | undefined {
  const host = headers.host ?? "";
  const name = host.replace(PORT, "");
  if (!LOCAL_NAME.test(name) && name !== boundTo)
    return `this runner answers to local names only, not to "${name}"`;
  if (method === "GET" || method === "HEAD") return undefined;
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}`)
    return "this request comes from another website";
  const site = headers["sec-fetch-site"];
  if (site === "cross-site" || site === "same-site")
    return "this request comes from another website";
  return undefined;
}
