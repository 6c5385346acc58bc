"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { endOneSession, endOtherSessions } from "@/lib/accounts/end-sessions";
import { paths } from "@/lib/paths";
import { requireAccount } from "@/lib/session/require-account";
import { signedIn } from "../signed-in";

const sessionId = z.uuid();

export async function signOutOne(form: FormData): Promise<void> {
  const account = await requireAccount(paths.accountSessions);
  const chosen = sessionId.safeParse(form.get("session"));
  if (!chosen.success) redirect(paths.accountSessions);
  await endOneSession(await signedIn(account), chosen.data);
  redirect(`${paths.accountSessions}?ended`);
}

export async function signOutOthers(): Promise<void> {
  const account = await requireAccount(paths.accountSessions);
  await endOtherSessions(await signedIn(account));
  redirect(`${paths.accountSessions}?others-ended`);
}
