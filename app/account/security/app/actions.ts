"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { factorCodeSchema } from "@/lib/request/form-schemas";
import { confirmApp } from "@/lib/second-factor/app";
import { formAction, type Refusal } from "../../../_forms/form-action";
import { tooMany } from "../../../_forms/too-many";
import { signedIn } from "../../signed-in";
import { freshAccountShown } from "../fresh-account-shown";

const schema = factorCodeSchema.extend({ factor: z.uuid() });

/** Adds the app that was set up, by a first code of it. */
export const addApp = formAction(
  freshAccountShown,
  schema,
  async ({ code, factor }, account): Promise<Refusal> => {
    const result = await confirmApp(await signedIn(account), factor, code);
    switch (result.outcome) {
      case "limited":
        return tooMany(result);
      case "wrong_code":
        return { fieldErrors: { code: (await getTranslations("accountSecurity"))("wrongCode") } };
      case "gone":
        return redirect(`${paths.accountSecurity}?gone`);
      case "added":
        after(publishOutboxSoon);
        return result.recoveryCodes
          ? { recoveryCodes: result.recoveryCodes }
          : redirect(`${paths.accountSecurity}?added=app`);
    }
  },
);
