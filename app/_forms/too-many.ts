import "server-only";
import type { Limited } from "@/lib/rate-limit/consume";
import { respondTooManyRequests } from "@/lib/next-internals/respond-too-many-requests";
import { fromNow } from "@/lib/i18n/from-now";
import { getLocale, getTranslations } from "@/lib/i18n/request-locale";

/**
 * The refusal of whoever is over a limit: the answer says 429 and Retry-After, the form why
 * and for how long. Use it as what an action returns: `return tooMany(result)`.
 */
export async function tooMany({ limit, retryAt }: Limited): Promise<{ refusal: string }> {
  await respondTooManyRequests(retryAt);
  const [t, when] = [await getTranslations("limits"), fromNow(retryAt, await getLocale())];
  return { refusal: t("tryAgain", { problem: t(limit), when }) };
}
