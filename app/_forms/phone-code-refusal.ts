import "server-only";
import { respondTooManyRequests } from "@/lib/next-internals/respond-too-many-requests";
import { fromNow } from "@/lib/i18n/from-now";
import { getLocale, getTranslations } from "@/lib/i18n/request-locale";
import type { PhoneCodeRequest } from "@/lib/phone-code/request-phone-code";
import { tooMany } from "./too-many";

/** Why no code was sent by text message. */
export async function phoneCodeRefusal(
  result: Exclude<PhoneCodeRequest, { outcome: "requested" }>,
): Promise<{ refusal: string }> {
  if (result.outcome === "limited") return tooMany(result);
  const t = await getTranslations("accountSecurity");
  if (result.outcome === "off") return { refusal: t("textsOff") };
  await respondTooManyRequests(result.allowedAt);
  const when = fromNow(result.allowedAt, await getLocale());
  return { refusal: t("codeTooSoon", { when }) };
}
