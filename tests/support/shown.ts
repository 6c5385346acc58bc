import { randomUUID } from "node:crypto";

// Loaded when they are called: a test may have loaded the product anew, for another environment.

/** What the forms on a browser's waiting page name: its newest registration. */
export async function pageOf(browserKeyHash: string) {
  const { currentRegistration } = await import("@/lib/registration/current-registration");
  const registrationId = (await currentRegistration(browserKeyHash))?.id ?? randomUUID();
  return { browserKeyHash, registrationId };
}

/** What the form for a reset code names: the newest request for a new password of a browser. */
export async function requestOf(browserKeyHash: string) {
  const { currentPasswordReset } = await import("@/lib/password-reset/current-password-reset");
  const passwordResetId = (await currentPasswordReset(browserKeyHash))?.id ?? randomUUID();
  return { browserKeyHash, passwordResetId };
}
