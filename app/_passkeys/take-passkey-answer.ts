import "server-only";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import type { Credentials } from "@/lib/credentials/check-password";
import { getTranslations } from "@/lib/i18n/request-locale";
import { signInWithPasskey } from "@/lib/passkey/sign-in-with-passkey";
import { requestContextWithKey } from "@/lib/session/request-context";
import { tooMany } from "../_forms/too-many";

/**
 * Takes the answer of a passkey that is to be enough alone: the authenticator has checked who holds
 * it, which is both factors.
 *
 * @param userId whose passkey it has to be; without, anybody's
 * @returns whom it lets in, or what the form says instead
 */
export async function takePasskeyAnswer(
  answer: string,
  userId?: string,
): Promise<{ credentials: Credentials } | { refusal: string }> {
  const { browserKeyHash, origin } = await requestContextWithKey();
  const result = await signInWithPasskey({ answer, browserKeyHash, origin, userId });
  // The owner may have to be told of a copy.
  after(publishOutboxSoon);
  switch (result.outcome) {
    case "authenticated":
      return { credentials: result.credentials };
    case "limited":
      return tooMany(result);
    case "refused":
    case "expired":
    case "other_account":
      return { refusal: (await getTranslations("passkeys"))(result.outcome) };
  }
}
