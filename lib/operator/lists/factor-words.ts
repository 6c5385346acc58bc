import type { SecondFactorKind } from "../../db";

/** What each kind of second factor is, in an operator's words. */
export const factorWords: Record<SecondFactorKind, string> = {
  app: "Authenticator app",
  passkey: "Passkey",
  phone: "Text message",
};
