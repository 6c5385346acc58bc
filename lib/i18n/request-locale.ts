import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { type Locale, toLocale } from "./locales";
import { LOCALE_COOKIE, negotiateLocale } from "./negotiate-locale";
import { type Namespace, translations, type Translator } from "./translations";

/** The language of the answer to this request, with a choice that it has just made. */
export const getLocale = cache(async (): Promise<Locale> => {
  const all = await cookies();
  const chosen = all.get(LOCALE_COOKIE) ?? all.get(`__Host-${LOCALE_COOKIE}`);
  return negotiateLocale(toLocale(chosen?.value), (await headers()).get("accept-language"));
});

/** The texts of a namespace in the language of this request. */
export async function getTranslations<Name extends Namespace>(
  namespace: Name,
): Promise<Translator<Name>> {
  return translations(await getLocale(), namespace);
}
