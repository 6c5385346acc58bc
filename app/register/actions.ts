"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { register } from "@/lib/registration/register";
import { registrationSchema } from "@/lib/request/form-schemas";
import { paths } from "@/lib/paths";
import { requestContextWithKey } from "@/lib/session/request-context";
import { aboutNothing, formAction } from "../_forms/form-action";
import { humanCheck } from "../_forms/human-check";
import { tooMany } from "../_forms/too-many";
import { weakPassword } from "../_forms/password-errors";

export const createAccount = formAction(
  aboutNothing,
  registrationSchema,
  async ({ email, password }) => {
    const result = await register({ ...email, password, ...(await requestContextWithKey()) });
    switch (result.outcome) {
      case "weak_password":
        return weakPassword("password", result);
      case "limited":
        return tooMany(result);
      case "registered":
        after(publishOutboxSoon);
        return redirect(paths.checkYourEmail);
    }
  },
  humanCheck,
);
