import { arePasskeysPossible } from "@/lib/passkey/relying-party";
import { buildSignInRequest } from "@/lib/passkey/passkey-requests";
import { requestContextWithKey } from "@/lib/session/request-context";
import { refuseOtherMethods } from "../../../_pages/refuse-other-methods";
import { noPasskeys, requestResponse } from "../request-response";

/**
 * What a browser has to ask for to sign in by a passkey alone. Each visit of /sign-in asks by
 * JavaScript, so that the page itself stays the same for everybody; no database is asked.
 */
export async function POST(): Promise<Response> {
  if (!arePasskeysPossible) return noPasskeys();
  const { browserKeyHash } = await requestContextWithKey();
  return requestResponse(await buildSignInRequest(browserKeyHash));
}

export const { GET, PUT, PATCH, DELETE } = refuseOtherMethods("POST");
