import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import type { Locale } from "./locales";
import { negotiateLocale } from "./negotiate-locale";
import { type Namespace, translations, type Translator } from "./translations";

/** The language of the answer to this request. */
export const getLocale = cache(async (): Promise<Locale> => {
  const all = await headers();
  return negotiateLocale({
    cookie: all.get("cookie"),
    acceptLanguage: all.get("accept-language"),
  });
});

/** The texts of a namespace in the language of this request. */
export async function getTranslations<Name extends Namespace>(
  namespace: Name,
): Promise<Translator<Name>> {
  return translations(await getLocale(), namespace);
}
