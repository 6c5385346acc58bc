import { openConfirmationLink } from "@/lib/registration/confirm-with-link";
import { inspectRegistrationLink } from "@/lib/registration/inspect-registration-link";
import { paths } from "@/lib/paths";
import { requestContext } from "@/lib/session/request-context";
import { keepLinkToken } from "@/lib/session/link-cookie";
import { startSession } from "@/lib/session/start-session";
import { isPrefetch, seeOther, noContent } from "../../_links/link-response";
import { type LinkContext, linkHead } from "../../_links/link-route";
import { noteOpening } from "../../_links/note-opening";
import { refuseOtherMethods } from "../../_pages/refuse-other-methods";

/**
 * The link in the email. In the browser that registered it confirms and signs in; in any
 * other it leads to /confirm, where only a button does anything.
 */
export async function GET(request: Request, { params }: LinkContext): Promise<Response> {
  const { token } = await params;
  const now = new Date();
  const link = await inspectRegistrationLink(token, now);
  await noteOpening("confirm-link", token, request, link);
  if (isPrefetch(request)) return noContent();
  const { origin, browserKeyHash } = await requestContext();
  const result = await openConfirmationLink(token, browserKeyHash, origin, now, link);
  if (result.outcome === "confirmed") {
    return seeOther(await startSession(result.credentials, `${paths.account}?welcome`));
  }
  await keepLinkToken("confirm-link", token);
  return seeOther(paths.confirm);
}

export const HEAD = linkHead("confirm-link");

export const { POST, PUT, PATCH, DELETE } = refuseOtherMethods("GET, HEAD");
