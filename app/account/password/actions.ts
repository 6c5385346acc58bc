"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { changePassword } from "@/lib/account/change-password";
import { changePasswordSchema } from "@/lib/request/form-schemas";
import { paths } from "@/lib/paths";
import { startSession } from "@/lib/session/start-session";
import { formAction, type Refusal } from "../../_forms/form-action";
import { tooMany } from "../../_forms/too-many";
import { weakPassword, wrongPassword } from "../../_forms/password-errors";
import { provenAccountShown } from "../account-shown";
import { signedIn } from "../signed-in";

export const renewPassword = formAction(
  provenAccountShown(paths.accountPassword),
  changePasswordSchema,
  async (passwords, account): Promise<Refusal> => {
    const result = await changePassword(await signedIn(account), passwords);
    switch (result.outcome) {
      case "wrong_password":
        return wrongPassword("currentPassword");
      case "weak_password":
        return weakPassword("newPassword", result);
      case "limited":
        return tooMany(result);
      case "changed":
        after(publishOutboxSoon);
        return redirect(
          await startSession(result.credentials, `${paths.accountPassword}?changed`, {
            name: "identity_confirmed",
            factor: account.hasSecondFactor ? "proved" : "asked",
          }),
        );
    }
  },
);
