import "server-only";
import type { Locale } from "../../i18n/locales";
import { translations } from "../../i18n/translations";
import { type Origin, parseDevice } from "../../request/origin";

/** "Firefox on Windows, 203.0.113.7": how an email tells its reader where it came from. */
export function localizedOrigin(
  { ip, userAgent }: Pick<Origin, "ip" | "userAgent">,
  locale: Locale,
): string {
  const t = translations(locale, "emails");
  const device = parseDevice(userAgent);
  const browser = device.browser ?? t("frame.unknownBrowser");
  const named = device.os === null ? browser : t("frame.device", { browser, os: device.os });
  return `${named}, ${ip}`;
}
