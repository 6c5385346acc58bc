"use server";

import { redirect } from "next/navigation";
import { allowMailsAgain, disownMail } from "@/lib/accounts/disown-mail";
import { paths } from "@/lib/paths";
import { linkTokenOf } from "@/lib/session/link-cookie";
import { requestOrigin } from "@/lib/session/request-origin";

// The token is kept: by it the page says what has become of the mail, and allows mails again.
export async function disown(): Promise<void> {
  const token = (await linkTokenOf("not-me")) ?? "";
  const result = await disownMail(token, await requestOrigin());
  redirect(result.outcome === "too_late" ? `${paths.notMe}?too-late` : paths.notMe);
}

export async function allow(): Promise<void> {
  await allowMailsAgain((await linkTokenOf("not-me")) ?? "");
  redirect(paths.notMe);
}
