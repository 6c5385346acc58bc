"use server";

import { allowEmailsAgain, reportUnrequestedEmail } from "@/lib/account/report-unrequested-email";
import { requestContext } from "@/lib/session/request-context";
import { buttonAction } from "../_forms/form-action";
import { STOPS_EMAILS } from "./stops-emails";
import { redirectToLink, linkShown } from "../_links/link-shown";

const shown = linkShown("not-me-link");

// The token is kept: by it the page says what has become of the email, and allows emails again.
export const reportEmail = buttonAction(shown, async ({ id, token }, form) => {
  const stopsEmails = form.has(STOPS_EMAILS);
  const { origin } = await requestContext();
  await reportUnrequestedEmail(token, origin, { stopsEmails });
  return redirectToLink("not-me-link", token, id);
});

export const allow = buttonAction(shown, async ({ id, token }) => {
  await allowEmailsAgain(token);
  return redirectToLink("not-me-link", token, id);
});
