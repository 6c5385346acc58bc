import { deviceName } from "../../i18n/device-name";
import type { Locale } from "../../i18n/locales";
import { type Origin, parseDevice } from "../../request/origin";

/** "Firefox on Windows, 203.0.113.7": how an email tells its reader where it came from. */
export function localizedOrigin({ ip, userAgent }: Origin, locale: Locale): string {
  return `${deviceName(parseDevice(userAgent), locale)}, ${ip}`;
}
