import { buildCreationRequest } from "@/lib/passkey/passkey-requests";
import { currentAccount } from "@/lib/session/current-account";
import { requestContextWithKey } from "@/lib/session/request-context";
import { refuseOtherMethods } from "../../../_pages/refuse-other-methods";
import { noPasskeys, requestResponse } from "../request-response";

/** What a browser has to ask for to make a passkey for the account that is signed in. */
export async function POST(): Promise<Response> {
  const account = await currentAccount();
  if (!account?.isFresh) return noPasskeys();
  const { browserKeyHash } = await requestContextWithKey();
  return requestResponse(await buildCreationRequest(account, browserKeyHash));
}

export const { GET, PUT, PATCH, DELETE } = refuseOtherMethods("POST");
