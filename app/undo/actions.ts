"use server";

import { redirect } from "next/navigation";
import { undo } from "@/lib/email-change/undo";
import { paths } from "@/lib/paths";
import { forgetLinkToken } from "@/lib/session/link-cookie";
import { requestContext } from "@/lib/session/request-context";
import { buttonAction } from "../_forms/form-action";
import { redirectToLink, linkShown } from "../_links/link-shown";

export const takeBack = buttonAction(
  linkShown("undo-link"),
  async ({ id, token }): Promise<never> => {
    const { outcome } = await undo(token, (await requestContext()).origin);
    switch (outcome) {
      case "restored":
      case "cancelled":
      case "kept":
      case "stopped":
      case "taken":
        await forgetLinkToken("undo-link", token);
        return redirect(`${paths.undo}?done=${outcome}`);
      case "used":
      case "void":
      case "expired":
      case "tampered":
      case "foreign":
      case "unknown":
        return redirectToLink("undo-link", token, id);
    }
  },
);
