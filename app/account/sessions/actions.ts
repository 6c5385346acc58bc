"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { endOneSession, endOtherSessions } from "@/lib/account/end-sessions";
import { paths } from "@/lib/paths";
import { buttonAction } from "../../_forms/form-action";
import { accountShown } from "../account-shown";
import { signedIn } from "../signed-in";

const sessionId = z.uuid();

const shown = accountShown(paths.accountSessions);

export const signOutOne = buttonAction(shown, async (account, form) => {
  const chosen = sessionId.safeParse(form.get("session"));
  if (!chosen.success) return redirect(paths.accountSessions);
  await endOneSession(await signedIn(account), chosen.data);
  return redirect(`${paths.accountSessions}?ended`);
});

export const signOutOthers = buttonAction(shown, async (account) => {
  await endOtherSessions(await signedIn(account));
  return redirect(`${paths.accountSessions}?others-ended`);
});
