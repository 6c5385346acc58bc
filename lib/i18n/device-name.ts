import type { Locale } from "./locales";
import { translations } from "./translations";

/** The names of a browser and its operating system. Null for what is not known. */
export type Device = { browser: string | null; os: string | null };

/** "Firefox on Linux", in a language of a person. */
export function deviceName({ browser, os }: Device, locale: Locale): string {
  const t = translations(locale, "device");
  const name = browser ?? t("unknownBrowser");
  return os ? t("onSystem", { browser: name, system: os }) : name;
}
