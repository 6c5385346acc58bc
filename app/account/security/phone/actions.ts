"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { factorCodeSchema, phoneNumberSchema } from "@/lib/request/form-schemas";
import { findPhoneCode } from "@/lib/phone-code/request-phone-code";
import { confirmPhone, requestNewPhone } from "@/lib/second-factor/phone";
import { requestContextWithKey } from "@/lib/session/request-context";
import { formAction, type Refusal } from "../../../_forms/form-action";
import { phoneCodeRefusal } from "../../../_forms/phone-code-refusal";
import { tooMany } from "../../../_forms/too-many";
import { signedIn } from "../../signed-in";
import { freshAccountShown } from "../fresh-account-shown";

/** Sends a code to a number, typed just now or before. */
async function sendTo(number: string, userId: string): Promise<Refusal> {
  const { browserKeyHash, origin } = await requestContextWithKey();
  const result = await requestNewPhone({ userId, browserKeyHash, origin }, number);
  switch (result.outcome) {
    case "malformed":
    case "country_not_allowed":
    case "not_mobile": {
      const t = await getTranslations("accountSecurity");
      return { fieldErrors: { number: t(`number_${result.outcome}`) } };
    }
    case "requested":
      after(publishOutboxSoon);
      return redirect(`${paths.accountSecurityPhone}?sent`);
    case "limited":
    case "off":
    case "too_soon":
      return phoneCodeRefusal(result);
  }
}

/** Sends a code to a number that somebody wants to add. */
export const sendCode = formAction(
  freshAccountShown,
  phoneNumberSchema,
  ({ number }, { userId }): Promise<Refusal> => sendTo(number, userId),
);

/** Sends another code to the number that the page showed, which another tab may have changed. */
export const sendNewCode = formAction(
  freshAccountShown,
  z.object({ sent: z.uuid() }),
  async ({ sent }, { userId }): Promise<Refusal> => {
    const { browserKeyHash } = await requestContextWithKey();
    const shown = await findPhoneCode({ userId, browserKeyHash, purpose: "enrol" }, sent);
    return shown ? sendTo(shown.number, userId) : redirect(paths.accountSecurityPhone);
  },
);

const codeSchema = factorCodeSchema.extend({ sent: z.uuid() });

/** Adds the phone that a code was sent to. */
export const addPhone = formAction(
  freshAccountShown,
  codeSchema,
  async ({ code, sent }, account): Promise<Refusal> => {
    const { browserKeyHash } = await requestContextWithKey();
    const who = await signedIn(account);
    const result = await confirmPhone({ ...who, browserKeyHash, phoneCodeId: sent, code });
    const t = await getTranslations("accountSecurity");
    switch (result.outcome) {
      case "limited":
        return tooMany(result);
      case "wrong":
        return { fieldErrors: { code: t("codeWrong", { count: result.attemptsLeft }) } };
      case "dead":
        return { fieldErrors: { code: t("codeDead") } };
      case "added":
        after(publishOutboxSoon);
        return result.recoveryCodes
          ? { recoveryCodes: result.recoveryCodes }
          : redirect(`${paths.accountSecurity}?added=phone`);
    }
  },
);
