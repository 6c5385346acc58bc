import { paths } from "@/lib/paths";
import { keepLinkToken } from "@/lib/session/link-cookie";
import { isPrefetch, leadTo, nothingHere } from "../../_links/link-response";

type Context = { params: Promise<{ token: string }> };

/** "This was not me", the link in the mail: leads to the page with the button. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  if (isPrefetch(request)) return nothingHere();
  await keepLinkToken("not-me", (await params).token);
  return leadTo(paths.notMe);
}

export const HEAD = nothingHere;
