import "server-only";
import { fromNow } from "@/lib/i18n/from-now";
import { getLocale, getTranslations } from "@/lib/i18n/request-locale";
import { respondTooManyRequests } from "@/lib/next-internals/respond-too-many-requests";

/** The refusal of another email so soon after one, with the moment from which it is possible. */
export async function tooSoon(allowedAt: Date): Promise<{ refusal: string }> {
  await respondTooManyRequests(allowedAt);
  const t = await getTranslations("resendForm");
  return { refusal: t("tooSoon", { when: fromNow(allowedAt, await getLocale()) }) };
}
