"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { checkPassword } from "@/lib/credentials/check-password";
import { knownPasswordSchema, passkeySignInSchema } from "@/lib/request/form-schemas";
import { returnPath } from "@/lib/session/require-account";
import { startSession } from "@/lib/session/start-session";
import { formAction } from "../../_forms/form-action";
import { tooMany } from "../../_forms/too-many";
import { takePasskeyAnswer } from "../../_passkeys/take-passkey-answer";
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

/** A passkey alone is enough, as on /sign-in. */
export const proveIdentityByPasskey = formAction(
  shown,
  passkeySignInSchema,
  async ({ passkeyAnswer, next }, { userId }) => {
    const taken = await takePasskeyAnswer(passkeyAnswer, userId);
    if ("refusal" in taken) return taken;
    const entry = { name: "identity_confirmed", factor: "proved" } as const;
    return redirect(await startSession(taken.credentials, returnPath(next), entry));
  },
);
