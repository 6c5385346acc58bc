"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { deviceName } from "@/lib/i18n/device-name";
import { getLocale, getTranslations } from "@/lib/i18n/request-locale";
import { addPasskey, MAX_PASSKEYS } from "@/lib/passkey/add-passkey";
import { renamePasskey } from "@/lib/passkey/rename-passkey";
import { paths } from "@/lib/paths";
import { newPasskeySchema, passkeyNameSchema } from "@/lib/request/form-schemas";
import { parseDevice } from "@/lib/request/origin";
import { requestContextWithKey } from "@/lib/session/request-context";
import { formAction, type Refusal } from "../../../_forms/form-action";
import { tooMany } from "../../../_forms/too-many";
import { accountShown } from "../../account-shown";
import { signedIn } from "../../signed-in";
import { freshAccountShown } from "../fresh-account-shown";

/** Adds the passkey that the browser has just made. */
export const addNewPasskey = formAction(
  freshAccountShown,
  newPasskeySchema,
  async ({ passkeyAnswer: answer }, account): Promise<Refusal> => {
    const t = await getTranslations("passkeys");
    const { browserKeyHash, origin } = await requestContextWithKey();
    const device = deviceName(parseDevice(origin.userAgent), await getLocale());
    const input = { answer, browserKeyHash, fallbackName: t("fallbackName", { device }) };
    const result = await addPasskey(await signedIn(account), input);
    switch (result.outcome) {
      case "limited":
        return tooMany(result);
      case "expired":
        return { refusal: t("expired") };
      case "refused":
        return { refusal: t("notAdded") };
      case "known":
        return { refusal: t("inUse") };
      case "too_many":
        return { refusal: t("tooMany", { max: MAX_PASSKEYS }) };
      case "gone":
        return redirect(`${paths.accountSecurity}?gone`);
      case "added":
        after(publishOutboxSoon);
        if (result.recoveryCodes) return { recoveryCodes: result.recoveryCodes };
        return redirect(`${paths.accountSecurity}?added=passkey`);
    }
  },
);

/** Gives a passkey another name. */
export const rename = formAction(
  accountShown(paths.accountSecurity),
  passkeyNameSchema,
  async ({ passkey, name }, { userId }) => {
    const { outcome } = await renamePasskey(userId, passkey, name);
    return redirect(`${paths.accountSecurity}?${outcome}`);
  },
);
