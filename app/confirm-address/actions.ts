"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { confirmEmailChange } from "@/lib/email-change/confirm-email-change";
import { getTranslations } from "@/lib/i18n/request-locale";
import { knownPasswordSchema } from "@/lib/request/form-schemas";
import { paths } from "@/lib/paths";
import { currentAccount } from "@/lib/session/current-account";
import { forgetLinkToken } from "@/lib/session/link-cookie";
import { requestContext } from "@/lib/session/request-context";
import { buttonAction, formAction } from "../_forms/form-action";
import { tooMany } from "../_forms/too-many";
import { redirectToLink, linkShown } from "../_links/link-shown";

const shown = linkShown("change-link");

async function confirm(token: string, password: string | null) {
  const userId = (await currentAccount())?.userId ?? null;
  return confirmEmailChange(token, { userId, password }, (await requestContext()).origin);
}

async function leave(token: string, to: string, isTokenKept = false): Promise<never> {
  if (!isTokenKept) await forgetLinkToken("change-link", token);
  after(publishOutboxSoon);
  return redirect(to);
}

/** For whoever is signed in to the account. Who is not any more is asked for its password. */
export const useThisAddress = buttonAction(shown, async ({ id, token }) => {
  const { outcome } = await confirm(token, null);
  if (outcome === "changed") return leave(token, `${paths.accountAddress}?changed`);
  const more = outcome === "wrong_password" ? "password-needed" : "";
  return redirectToLink("change-link", token, id, more);
});

export const provePassword = formAction(
  shown,
  knownPasswordSchema,
  async ({ password }, { id, token }) => {
    const result = await confirm(token, password);
    switch (result.outcome) {
      case "changed":
        // Kept while somebody else is signed in here: the next page says whose address it was.
        return leave(token, `${paths.signIn}?address-changed`, (await currentAccount()) !== null);
      case "wrong_password":
        return {
          fieldErrors: { password: (await getTranslations("confirmAddress"))("wrongPassword") },
        };
      case "limited":
        return tooMany(result);
      case "used":
      case "void":
      case "expired":
      case "tampered":
      case "foreign":
      case "unknown":
        return redirectToLink("change-link", token, id);
    }
  },
);
