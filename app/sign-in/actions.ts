"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { authenticate } from "@/lib/accounts/authenticate";
import { signInSchema } from "@/lib/accounts/schemas";
import { MINUTE } from "@/lib/clock";
import { paths } from "@/lib/paths";
import { ensureBrowserKey } from "@/lib/session/browser-key";
import { requestOrigin } from "@/lib/session/request-origin";
import { startSession } from "@/lib/session/start-session";
import { formAction } from "../_forms/form-action";

export const signIn = formAction(signInSchema, async ({ email, password }) => {
  const browserKeyHash = await ensureBrowserKey();
  const result = await authenticate({
    ...email,
    password,
    browserKeyHash,
    origin: await requestOrigin(),
  });
  switch (result.outcome) {
    case "refused":
      return {
        refusal: "This address and password do not belong together. Check both and try again.",
      };
    case "locked": {
      const minutes = Math.ceil((result.until.getTime() - Date.now()) / MINUTE);
      return {
        refusal: `Too many failed tries for this address. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
      };
    }
    case "unconfirmed":
      after(publishOutboxSoon);
      return redirect(paths.checkYourEmail);
    case "authenticated":
      await startSession(result.userId);
      return redirect(paths.account);
  }
});
