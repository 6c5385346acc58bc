"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { changePassword } from "@/lib/accounts/change-password";
import { changePasswordSchema } from "@/lib/accounts/schemas";
import { paths } from "@/lib/paths";
import { requireAccount } from "@/lib/session/require-account";
import { startSession } from "@/lib/session/start-session";
import { formAction, type Refusal } from "../../_forms/form-action";
import { tooMany } from "../../_forms/too-many";
import { signedIn } from "../signed-in";

export const renewPassword = formAction(
  changePasswordSchema,
  async (passwords): Promise<Refusal> => {
    const account = await requireAccount(paths.accountPassword);
    const result = await changePassword(await signedIn(account), passwords);
    switch (result.outcome) {
      case "wrong_password":
        return { fieldErrors: { currentPassword: "This is not your password. Please try again." } };
      case "weak_password":
        return { fieldErrors: { newPassword: result.advice } };
      case "limited":
        return tooMany(result);
      case "changed":
        after(publishOutboxSoon);
        return redirect(
          await startSession(
            result.credentials,
            `${paths.account}?password-changed`,
            "identity_confirmed",
          ),
        );
    }
  },
);
