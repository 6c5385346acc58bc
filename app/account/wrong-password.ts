import "server-only";
import { getTranslations } from "@/lib/i18n/request-locale";

/** The error beside the field of a password that is not the account's. */
export async function wrongPassword(field: string) {
  const t = await getTranslations("account");
  return { fieldErrors: { [field]: t("wrongPassword") } };
}
