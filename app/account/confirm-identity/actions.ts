"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { checkPassword } from "@/lib/accounts/confirm-identity";
import { knownPasswordSchema } from "@/lib/accounts/schemas";
import { requireAccount, returnPath } from "@/lib/session/require-account";
import { startSession } from "@/lib/session/start-session";
import { formAction } from "../../_forms/form-action";
import { tooMany } from "../../_forms/too-many";

const schema = knownPasswordSchema.extend({ next: z.string().optional() });

export const proveIdentity = formAction(schema, async ({ password, next }) => {
  const path = returnPath(next);
  const { userId } = await requireAccount(path);
  const result = await checkPassword(userId, password);
  switch (result.outcome) {
    case "wrong_password":
      return { fieldErrors: { password: "This is not your password. Please try again." } };
    case "limited":
      return tooMany(result);
    case "right":
      // A new session: a copy of the old one's cookie must not count as fresh, too.
      return redirect(await startSession(result, path, "identity_confirmed"));
  }
});
