"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { cancelAddressChange, requestAddressChange } from "@/lib/accounts/request-address-change";
import { changeAddressSchema } from "@/lib/accounts/schemas";
import { paths } from "@/lib/paths";
import { requireAccount } from "@/lib/session/require-account";
import { formAction, type Refusal } from "../../_forms/form-action";
import { tooMany } from "../../_forms/too-many";
import { signedIn } from "../signed-in";

export const changeAddress = formAction(
  changeAddressSchema,
  async ({ email, password }): Promise<Refusal> => {
    const account = await requireAccount(paths.accountAddress);
    const result = await requestAddressChange(await signedIn(account), { ...email, password });
    switch (result.outcome) {
      case "same_address":
        return { fieldErrors: { email: "This is the address of your account already." } };
      case "wrong_password":
        return { fieldErrors: { password: "This is not your password. Please try again." } };
      case "limited":
        return tooMany(result);
      case "requested":
        after(publishOutboxSoon);
        return redirect(`${paths.accountAddress}?requested`);
    }
  },
);

/** Takes the change that waits for its link back. */
export async function withdraw(): Promise<void> {
  const account = await requireAccount(paths.accountAddress);
  await cancelAddressChange(await signedIn(account));
  redirect(`${paths.accountAddress}?withdrawn`);
}
