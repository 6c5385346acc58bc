"use server";

import { paths } from "@/lib/paths";
import { signOut } from "@/lib/session/auth";

export async function leave(): Promise<void> {
  await signOut({ redirectTo: paths.home });
}
