"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { authenticate } from "@/lib/sign-in/authenticate";
import { newestRegistrationOf } from "@/lib/registration/current-registration";
import { passkeySignInSchema, signInSchema } from "@/lib/request/form-schemas";
import { MINUTE } from "@/lib/clock";
import { formatDate } from "@/lib/i18n/format-date";
import { getLocale, getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { requestContextWithKey } from "@/lib/session/request-context";
import { respondTooManyRequests } from "@/lib/next-internals/respond-too-many-requests";
import { returnPath } from "@/lib/session/require-account";
import { startSession } from "@/lib/session/start-session";
import { aboutNothing, formAction } from "../_forms/form-action";
import { tooMany } from "../_forms/too-many";
import { takePasskeyAnswer } from "../_passkeys/take-passkey-answer";
import { leadToWaiting } from "../check-your-email/registration-shown";

export const signIn = formAction(aboutNothing, signInSchema, async ({ email, password, next }) => {
  const t = await getTranslations("signIn");
  const context = await requestContextWithKey();
  const result = await authenticate({ ...email, password, ...context });
  switch (result.outcome) {
    case "refused":
      return { refusal: t("refused") };
    case "locked": {
      await respondTooManyRequests(result.until);
      const minutes = Math.ceil((result.until.getTime() - Date.now()) / MINUTE);
      return { refusal: t("tooManyFailures", { minutes }) };
    }
    case "limited":
      return tooMany(result);
    case "account_locked":
      return { refusal: t("accountLocked") };
    case "deletion_pending":
      return {
        refusal: t("deletionPending", { date: formatDate(result.eraseAt, await getLocale()) }),
      };
    case "register_again":
      return redirect(`${paths.register}?unfinished`);
    case "unconfirmed": {
      after(publishOutboxSoon);
      // Of this address, and not another one that this browser registered since.
      const waiting = await newestRegistrationOf(context.browserKeyHash, email.address);
      return waiting ? leadToWaiting(waiting, "unconfirmed") : redirect(paths.checkYourEmail);
    }
    case "authenticated":
      return redirect(await startSession(result.credentials, returnPath(next)));
  }
});

/** Signs in by a passkey alone. */
export const signInByPasskey = formAction(
  aboutNothing,
  passkeySignInSchema,
  async ({ passkeyAnswer, next }) => {
    const taken = await takePasskeyAnswer(passkeyAnswer);
    if ("refusal" in taken) return taken;
    return redirect(await startSession(taken.credentials, returnPath(next), { factor: "proved" }));
  },
);
