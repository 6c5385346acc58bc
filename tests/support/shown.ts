import { randomUUID } from "node:crypto";
import { currentPasswordReset } from "@/lib/accounts/current-password-reset";
import { currentRegistration } from "@/lib/accounts/current-registration";

/** What the forms on a browser's waiting page name: its newest registration. */
export async function pageOf(browserKeyHash: string) {
  const registrationId = (await currentRegistration(browserKeyHash))?.id ?? randomUUID();
  return { browserKeyHash, registrationId };
}

/** What the form for a reset code names: the newest wish for a new password of a browser. */
export async function requestOf(browserKeyHash: string) {
  const passwordResetId = (await currentPasswordReset(browserKeyHash))?.id ?? randomUUID();
  return { browserKeyHash, passwordResetId };
}
