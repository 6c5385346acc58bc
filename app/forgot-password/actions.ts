"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { requestPasswordReset } from "@/lib/password-reset/request-password-reset";
import { addressSchema } from "@/lib/request/form-schemas";
import { paths } from "@/lib/paths";
import { ensureBrowserKey } from "@/lib/session/browser-key";
import { forgetLinkTokens } from "@/lib/session/link-cookie";
import { requestOrigin } from "@/lib/session/request-origin";
import { aboutNothing, formAction } from "../_forms/form-action";
import { humanCheck } from "../_forms/human-check";
import { tooMany } from "../_forms/too-many";

export const askForEmail = formAction(
  aboutNothing,
  addressSchema,
  async ({ email }) => {
    const browserKeyHash = await ensureBrowserKey();
    const wish = { ...email, browserKeyHash, origin: await requestOrigin() };
    const result = await requestPasswordReset(wish);
    if (result.outcome === "limited") return tooMany(result);
    // Whoever asks anew is done with the link of an older email.
    await forgetLinkTokens("reset-link");
    after(publishOutboxSoon);
    return redirect(`${paths.resetPassword}?sent`);
  },
  humanCheck,
);
