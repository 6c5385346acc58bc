import "server-only";
import type { PasswordAdvice } from "@/lib/credentials/password-strength";
import { getTranslations } from "@/lib/i18n/request-locale";

/** The error beside the field of a password that is easy to guess. */
export async function weakPassword(field: string, advice: PasswordAdvice) {
  const t = await getTranslations("passwordAdvice");
  return { fieldErrors: { [field]: t(advice) } };
}

/** The error beside the field of a password that is not the account's. */
export async function wrongPassword(field: string) {
  const t = await getTranslations("account");
  return { fieldErrors: { [field]: t("wrongPassword") } };
}
