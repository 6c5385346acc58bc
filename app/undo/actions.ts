"use server";

import { redirect } from "next/navigation";
import { undo } from "@/lib/accounts/undo";
import { paths } from "@/lib/paths";
import { forgetLinkToken, linkTokenOf } from "@/lib/session/link-cookie";
import { requestOrigin } from "@/lib/session/request-origin";

export async function takeBack(): Promise<void> {
  const { outcome } = await undo((await linkTokenOf("undo")) ?? "", await requestOrigin());
  switch (outcome) {
    case "restored":
    case "cancelled":
    case "kept":
    case "taken":
      await forgetLinkToken("undo");
      return redirect(`${paths.undo}?done=${outcome}`);
    case "used":
    case "void":
    case "expired":
    case "tampered":
    case "foreign":
    case "unknown":
      return redirect(paths.undo);
  }
}
