import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { choiceIn } from "../choice-cookies";
import { env } from "../env";
import type { Locale } from "./locales";
import { availableLocales, negotiateLocale } from "./negotiate-locale";
import { type Namespace, translations, type Translator } from "./translations";

/** The language of the answer to this request, with a choice that it has just made. */
export const getLocale = cache(async (): Promise<Locale> => {
  const wishes = {
    chosen: choiceIn(await cookies(), "locale"),
    acceptLanguage: (await headers()).get("accept-language"),
  };
  return negotiateLocale(wishes, availableLocales(env.PSEUDO_LOCALES));
});

/** The texts of a namespace in the language of this request. */
export async function getTranslations<Name extends Namespace>(
  namespace: Name,
): Promise<Translator<Name>> {
  return translations(await getLocale(), namespace);
}
