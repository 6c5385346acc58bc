"use server";

import { redirect } from "next/navigation";
import { cancelRegistration } from "@/lib/accounts/cancel-registration";
import { paths } from "@/lib/paths";
import { linkTokenOf } from "@/lib/session/link-cookie";

export async function cancel(): Promise<void> {
  const result = await cancelRegistration((await linkTokenOf("not-me")) ?? "");
  redirect(result.outcome === "cancelled" ? `${paths.notMe}?cancelled` : paths.notMe);
}
