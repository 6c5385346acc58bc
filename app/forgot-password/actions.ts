"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { publishOutboxSoon } from "@/inngest/publish-outbox";
import { requestPasswordReset } from "@/lib/password-reset/request-password-reset";
import { addressSchema } from "@/lib/request/form-schemas";
import { paths } from "@/lib/paths";
import { requestContextWithKey } from "@/lib/session/request-context";
import { forgetLinkTokens } from "@/lib/session/link-cookie";
import { aboutNothing, formAction } from "../_forms/form-action";
import { humanCheck } from "../_forms/human-check";
import { tooMany } from "../_forms/too-many";

export const askForEmail = formAction(
  aboutNothing,
  addressSchema,
  async ({ email }) => {
    const result = await requestPasswordReset({ ...email, ...(await requestContextWithKey()) });
    if (result.outcome === "limited") return tooMany(result);
    // Whoever asks anew is done with the link of an older email.
    await forgetLinkTokens("reset-link");
    after(publishOutboxSoon);
    return redirect(`${paths.resetPassword}?sent`);
  },
  humanCheck,
);
