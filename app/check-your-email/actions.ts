"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { correctAddress } from "@/lib/registration/correct-address";
import { confirmWithCode } from "@/lib/registration/confirm-with-code";
import { signInWaitingBrowser } from "@/lib/registration/sign-in-waiting-browser";
import { resendConfirmation } from "@/lib/registration/resend-confirmation";
import { getTranslations } from "@/lib/i18n/request-locale";
import { addressSchema, codeSchema } from "@/lib/request/form-schemas";
import { paths } from "@/lib/paths";
import { requestContext } from "@/lib/session/request-context";
import { startSession } from "@/lib/session/start-session";
import { tooSoon } from "../_email/too-soon";
import { buttonAction, formAction, type Refusal } from "../_forms/form-action";
import { tooMany } from "../_forms/too-many";
import { leadToOther, leadToWaiting, registrationShown } from "./registration-shown";

export const enterCode = formAction(registrationShown, codeSchema, async ({ code }, shown) => {
  const t = await getTranslations("waiting");
  const result = await confirmWithCode(shown, code, (await requestContext()).origin);
  switch (result.outcome) {
    case "confirmed":
      return redirect(await startSession(result.credentials, `${paths.account}?welcome`));
    case "already_confirmed":
      return leadToWaiting(shown);
    case "no_registration":
      return leadToOther(shown.registrationId);
    case "undo_first":
      return { refusal: t("undoFirst") };
    case "code_dead":
      return { fieldErrors: { code: t("codeDead") } };
    case "wrong_code":
      return {
        fieldErrors: {
          code:
            result.attemptsLeft === 0
              ? t("codeUsedUp")
              : t("wrongCode", { count: result.attemptsLeft }),
        },
      };
    case "limited":
      return tooMany(result);
  }
});

export const resend = formAction(
  registrationShown,
  z.object({}),
  async (_nothing, shown): Promise<Refusal> => {
    const result = await resendConfirmation(shown, (await requestContext()).origin);
    switch (result.outcome) {
      case "requested":
        after(publishOutboxSoon);
        return leadToWaiting(shown, "resent");
      case "no_registration":
        return leadToOther(shown.registrationId);
      case "limited":
        return tooMany(result);
      case "too_soon":
        return tooSoon(result.allowedAt);
    }
  },
);

export const changeAddress = formAction(
  registrationShown,
  addressSchema,
  async ({ email }, shown): Promise<Refusal> => {
    const { origin, locale } = await requestContext();
    const result = await correctAddress({ ...email, ...shown, origin, locale });
    switch (result.outcome) {
      case "corrected":
        after(publishOutboxSoon);
        // The corrected registration is the newest one of this browser.
        return redirect(`${paths.checkYourEmail}?corrected`);
      case "confirmed":
        return leadToWaiting(shown);
      case "same_address":
        return { fieldErrors: { email: (await getTranslations("waiting"))("sameAddress") } };
      case "too_often":
        return redirect(`${paths.register}?again=${shown.registrationId}`);
      case "no_registration":
        return leadToOther(shown.registrationId);
      case "limited":
        return tooMany(result);
    }
  },
);

/** Lets the waiting browser in once its registration was confirmed on another device. */
export const signInWaitingTab = buttonAction(registrationShown, async (shown) => {
  const handed = await signInWaitingBrowser(shown);
  if (!handed) return leadToWaiting(shown);
  return redirect(await startSession(handed, `${paths.account}?welcome`));
});
