import "server-only";
import { db } from "../db";
import { env } from "../env";
import { localeOf, type OfferedLocale } from "../i18n/locales";
import { translations } from "../i18n/translations";
import { currentPhoneCode, isLivePhoneCode } from "../phone-code/code";
import { isOneSegment } from "./gsm7";

/**
 * The words of the text that brings a code, in one segment wherever one has room for them. Its
 * last line binds the code to our site: a browser fills it in there and nowhere else ("Origin-bound
 * one-time codes delivered via SMS", which Safari and Chrome read). No link: a text with one is what
 * phishing looks like.
 */
export function writeCodeText(code: string, locale: OfferedLocale, appUrl = env.APP_URL): string {
  const t = translations(locale, "textMessage");
  const binding = `\n\n@${new URL(appUrl).hostname} #${code}`;
  const whole = t("code", { code }) + binding;
  return isOneSegment(whole) ? whole : t("codeShort", { code }) + binding;
}

/** A text as it has to be at the moment of sending. Its words are secret and are kept nowhere. */
type TextContent = { to: string; words: string };

/** A text with what it is about. */
export function findText(id: string) {
  return db.delivery.findUnique({
    where: { id, channel: "text" },
    include: { phoneCode: { include: { user: { select: { locale: true, lockedAt: true } } } } },
  });
}

type Found = NonNullable<Awaited<ReturnType<typeof findText>>>;

/**
 * What a text says and where it goes, by what is true now; null when its code does nothing any
 * more. A code that has been tried too often is not sent: no try is left for it.
 */
export function buildText({ phoneCode }: Found, now: Date): TextContent | null {
  if (!phoneCode || !isLivePhoneCode(phoneCode, now) || phoneCode.user.lockedAt) return null;
  return {
    to: phoneCode.number,
    words: writeCodeText(currentPhoneCode(phoneCode), localeOf(phoneCode.user)),
  };
}
