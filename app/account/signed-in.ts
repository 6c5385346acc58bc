import "server-only";
import type { SignedIn } from "@/lib/credentials/check-password";
import type { Account } from "@/lib/session/current-account";
import { requestContext } from "@/lib/session/request-context";

/** Who acts, for a verb: the account of this request's session, never one that a form names. */
export async function signedIn({ userId, sessionId }: Account): Promise<SignedIn> {
  return { userId, sessionId, origin: (await requestContext()).origin };
}
