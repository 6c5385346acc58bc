"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { confirmIdentity } from "@/lib/accounts/confirm-identity";
import { knownPasswordSchema } from "@/lib/accounts/schemas";
import { requireAccount, returnPath } from "@/lib/session/require-account";
import { formAction } from "../../_forms/form-action";
import { tooMany } from "../../_forms/too-many";
import { signedIn } from "../signed-in";

const schema = knownPasswordSchema.extend({ next: z.string().optional() });

export const proveIdentity = formAction(schema, async ({ password, next }) => {
  const path = returnPath(next);
  const result = await confirmIdentity(await signedIn(await requireAccount(path)), password);
  switch (result.outcome) {
    case "wrong_password":
      return { fieldErrors: { password: "This is not your password. Please try again." } };
    case "limited":
      return tooMany(result);
    case "confirmed":
      return redirect(path);
  }
});
