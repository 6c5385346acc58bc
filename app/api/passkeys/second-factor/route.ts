import { z } from "zod";
import { buildSecondFactorRequest } from "@/lib/passkey/passkey-requests";
import { findPendingSignIn } from "@/lib/session/pending-sign-in";
import { requestContext } from "@/lib/session/request-context";
import { refuseOtherMethods } from "../../../_pages/refuse-other-methods";
import { noPasskeys, requestResponse } from "../request-response";

const id = z.uuid();

/**
 * What a browser has to ask for at the second step: the passkeys of a sign-in that waits in it.
 * Which passkeys an account has is told to nobody else.
 */
export async function POST(request: Request): Promise<Response> {
  const named = id.safeParse(new URL(request.url).searchParams.get("id"));
  const { browserKeyHash } = await requestContext();
  const pending =
    named.success && browserKeyHash && (await findPendingSignIn(named.data, browserKeyHash));
  if (!pending) return noPasskeys();
  return requestResponse(await buildSecondFactorRequest(pending, pending.browserKeyHash));
}

export const { GET, PUT, PATCH, DELETE } = refuseOtherMethods("POST");
