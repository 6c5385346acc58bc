"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { cancelEmailChange, requestEmailChange } from "@/lib/email-change/request-email-change";
import { getTranslations } from "@/lib/i18n/request-locale";
import { changeAddressSchema } from "@/lib/request/form-schemas";
import { paths } from "@/lib/paths";
import { buttonAction, formAction, type Refusal } from "../../_forms/form-action";
import { tooMany } from "../../_forms/too-many";
import { provenAccountShown } from "../account-shown";
import { signedIn } from "../signed-in";
import { wrongPassword } from "../../_forms/password-errors";

const id = z.uuid();
/** With the id of the change to be, made with the form. */
const schema = changeAddressSchema.extend({ changeId: id });

const shown = provenAccountShown(paths.accountAddress);

export const changeAddress = formAction(
  shown,
  schema,
  async ({ email, password, changeId }, account): Promise<Refusal> => {
    const who = await signedIn(account);
    const result = await requestEmailChange(who, { ...email, password }, new Date(), changeId);
    switch (result.outcome) {
      case "same_address":
        return { fieldErrors: { email: (await getTranslations("accountAddress"))("sameAddress") } };
      case "wrong_password":
        return wrongPassword("password");
      case "limited":
        return tooMany(result);
      case "requested":
        after(publishOutboxSoon);
        return redirect(`${paths.accountAddress}?requested`);
    }
  },
);

/** Takes the change that waits for its link back. */
export const withdraw = buttonAction(shown, async (account, form) => {
  const change = id.safeParse(form.get("change")).data;
  const ended = change && (await cancelEmailChange(await signedIn(account), change));
  const told = ended && ended.outcome === "withdrawn" ? "withdrawn" : "replaced";
  return redirect(`${paths.accountAddress}?${told}`);
});
