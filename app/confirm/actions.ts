"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { confirmWithNewPassword, confirmWithPassword } from "@/lib/accounts/confirm-by-link";
import { replaceExpiredLink } from "@/lib/accounts/resend-confirmation";
import { knownPasswordSchema, newPasswordSchema } from "@/lib/accounts/schemas";
import { paths } from "@/lib/paths";
import { requestOrigin } from "@/lib/session/request-origin";
import { startSession } from "@/lib/session/start-session";
import { buttonAction, formAction } from "../_forms/form-action";
import { tooMany } from "../_forms/too-many";
import { leadToLink, linkShown } from "../_links/link-shown";

const shown = linkShown("confirm");

async function letIn(userId: string): Promise<never> {
  await startSession(userId);
  redirect(`${paths.account}?welcome`);
}

export const confirmEmail = formAction(
  shown,
  knownPasswordSchema,
  async ({ password }, { id, token }) => {
    const result = await confirmWithPassword(token, password, await requestOrigin());
    if (result.outcome === "limited") return tooMany(result);
    if (result.outcome === "confirmed") return letIn(result.userId);
    if (result.outcome === "wrong_password")
      return {
        fieldErrors: {
          password:
            "This is not the password of this registration. Try again, or choose a new one below.",
        },
      };
    return leadToLink("confirm", token, id);
  },
);

export const chooseNewPassword = formAction(
  shown,
  newPasswordSchema,
  async ({ password }, { id, token }) => {
    const result = await confirmWithNewPassword(token, password, await requestOrigin());
    if (result.outcome === "confirmed") return letIn(result.userId);
    if (result.outcome === "weak_password") return { fieldErrors: { password: result.advice } };
    return leadToLink("confirm", token, id);
  },
);

/** Sends a new mail to whoever holds an expired link: they can read that mailbox. */
export const sendNewMail = buttonAction(shown, async ({ id, token }) => {
  const result = await replaceExpiredLink(token, await requestOrigin());
  after(publishOutboxSoon);
  return leadToLink("confirm", token, id, result.outcome === "requested" ? "sent" : "too-soon");
});
