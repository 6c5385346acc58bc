"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { checkPassword } from "@/lib/credentials/check-password";
import { getTranslations } from "@/lib/i18n/request-locale";
import { signInWithPasskey } from "@/lib/passkey/sign-in-with-passkey";
import { knownPasswordSchema, passkeySignInSchema } from "@/lib/request/form-schemas";
import { requestContextWithKey } from "@/lib/session/request-context";
import { returnPath } from "@/lib/session/require-account";
import { startSession } from "@/lib/session/start-session";
import { formAction } from "../../_forms/form-action";
import { tooMany } from "../../_forms/too-many";
import { accountShown } from "../account-shown";
import { wrongPassword } from "../../_forms/password-errors";

const schema = knownPasswordSchema.extend({ next: z.string().optional() });

// Who has to sign in has proved by that what this form asks for.
const shown = accountShown(({ next }) => returnPath(next));

export const proveIdentity = formAction(shown, schema, async ({ password, next }, account) => {
  const path = returnPath(next);
  const result = await checkPassword(account.userId, password);
  switch (result.outcome) {
    case "wrong_password":
      return wrongPassword("password");
    case "limited":
      return tooMany(result);
    case "right":
      // A new session: a copy of the old one's cookie must not count as fresh, too.
      return redirect(
        await startSession(result, path, { name: "identity_confirmed", factor: "demanded" }),
      );
  }
});

/** A passkey alone is enough: the authenticator has checked who holds it, as on /sign-in. */
export const proveIdentityByPasskey = formAction(
  shown,
  passkeySignInSchema,
  async ({ passkeyAnswer: answer, next }, account) => {
    const [t, path] = [await getTranslations("passkeys"), returnPath(next)];
    const { browserKeyHash, origin } = await requestContextWithKey();
    const { userId } = account;
    const result = await signInWithPasskey({ answer, browserKeyHash, origin, userId });
    // The owner may have to be told of a copy.
    after(publishOutboxSoon);
    switch (result.outcome) {
      case "refused":
      case "expired":
      case "other_account":
        return { refusal: t(result.outcome) };
      case "limited":
        return tooMany(result);
      case "authenticated":
        return redirect(
          await startSession(result.credentials, path, {
            name: "identity_confirmed",
            factor: "proved",
          }),
        );
    }
  },
);
