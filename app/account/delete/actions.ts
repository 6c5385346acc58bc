"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { requestDeletion } from "@/lib/account/request-deletion";
import { knownPasswordSchema } from "@/lib/request/form-schemas";
import { paths } from "@/lib/paths";
import { signOut } from "@/lib/session/auth";
import { formAction } from "../../_forms/form-action";
import { tooMany } from "../../_forms/too-many";
import { provenAccountShown } from "../account-shown";
import { signedIn } from "../signed-in";
import { wrongPassword } from "../../_forms/password-errors";

const shown = provenAccountShown(paths.accountDelete);

export const deleteAccount = formAction(
  shown,
  knownPasswordSchema,
  async ({ password }, account) => {
    const result = await requestDeletion(await signedIn(account), password);
    switch (result.outcome) {
      case "wrong_password":
        return wrongPassword("password");
      case "limited":
        return tooMany(result);
      case "requested":
        after(publishOutboxSoon);
        await signOut({ redirect: false });
        return redirect(`${paths.accountDeleted}?request=${result.requestId ?? ""}`);
    }
  },
);
