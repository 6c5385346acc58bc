"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { paths } from "@/lib/paths";
import { beginApp } from "@/lib/second-factor/app";
import { stopOwnFactorRemoval } from "@/lib/second-factor/factor-removal";
import { makeRecoveryCodes, removeFactor } from "@/lib/second-factor/factors";
import { endTrust } from "@/lib/second-factor/trusted-browsers";
import { buttonAction, formAction } from "../../_forms/form-action";
import { accountShown } from "../account-shown";
import { signedIn } from "../signed-in";
import { freshAccountShown } from "./fresh-account-shown";

const shown = accountShown(paths.accountSecurity);

const id = z.uuid();

/** Begins to set an authenticator app up. */
export const setUpApp = buttonAction(freshAccountShown, async ({ userId }) =>
  redirect(`${paths.accountSecurityApp}?id=${await beginApp(userId)}`),
);

/** Removes a second factor. */
export const remove = buttonAction(freshAccountShown, async (account, form) => {
  const factor = id.safeParse(form.get("factor"));
  if (!factor.success) return redirect(paths.accountSecurity);
  const { outcome } = await removeFactor(await signedIn(account), factor.data);
  after(publishOutboxSoon);
  return redirect(`${paths.accountSecurity}?${outcome}`);
});

/** Makes new recovery codes, to be shown once. */
export const renewCodes = formAction(freshAccountShown, z.object({}), async (_none, account) => {
  const recoveryCodes = await makeRecoveryCodes(await signedIn(account));
  after(publishOutboxSoon);
  return recoveryCodes ? { recoveryCodes } : redirect(`${paths.accountSecurity}?gone`);
});

/** Stops the removal of all second factors that an operator started. */
export const stopRemoval = buttonAction(shown, async (account) => {
  await stopOwnFactorRemoval(await signedIn(account));
  after(publishOutboxSoon);
  return redirect(`${paths.accountSecurity}?kept`);
});

/** Asks for the second step in every browser again. */
export const distrust = buttonAction(shown, async (account) => {
  await endTrust(await signedIn(account));
  return redirect(`${paths.accountSecurity}?distrusted`);
});
