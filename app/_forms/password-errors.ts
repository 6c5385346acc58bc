import "server-only";
import type { WeakPassword } from "@/lib/credentials/judge-new-password";
import { getTranslations } from "@/lib/i18n/request-locale";

/** The error beside the field of a password that is too short or easy to guess. */
export async function weakPassword(field: string, weak: WeakPassword) {
  const error =
    "min" in weak
      ? (await getTranslations("errors"))("passwordShort", { min: String(weak.min) })
      : (await getTranslations("passwordAdvice"))(weak.advice);
  return { fieldErrors: { [field]: error } };
}

/** The error beside the field of a password that is not the account's. */
export async function wrongPassword(field: string) {
  const t = await getTranslations("account");
  return { fieldErrors: { [field]: t("wrongPassword") } };
}
