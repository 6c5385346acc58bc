"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { requestDeletion } from "@/lib/accounts/request-deletion";
import { knownPasswordSchema } from "@/lib/accounts/schemas";
import { paths } from "@/lib/paths";
import { signOut } from "@/lib/session/auth";
import { requireAccount } from "@/lib/session/require-account";
import { formAction } from "../../_forms/form-action";
import { tooMany } from "../../_forms/too-many";
import { signedIn } from "../signed-in";

export const deleteAccount = formAction(knownPasswordSchema, async ({ password }) => {
  const account = await requireAccount(paths.accountDelete);
  const result = await requestDeletion(await signedIn(account), password);
  switch (result.outcome) {
    case "wrong_password":
      return { fieldErrors: { password: "This is not your password. Please try again." } };
    case "limited":
      return tooMany(result);
    case "requested":
      after(publishOutboxSoon);
      await signOut({ redirect: false });
      return redirect(`${paths.accountDeleted}?request=${result.requestId ?? ""}`);
  }
});
