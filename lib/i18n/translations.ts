import { createTranslator } from "use-intl/core";
import de from "@/messages/de";
import en from "@/messages/en";
import es from "@/messages/es";
import fr from "@/messages/fr";
import { brand } from "../brand";
import { oncePerProcess } from "../once-per-process";
import { FORMATS_OF, type Locale, type OfferedLocale, type PseudoLocale } from "./locales";
import { pseudoTexts } from "./pseudo-texts";

/** All texts of pages and emails, by namespace. English is the original. */
export type Messages = typeof en;

export type Namespace = keyof Messages;

const catalogues: Record<OfferedLocale, Messages> & Partial<Record<PseudoLocale, Messages>> = {
  en: withWholeWords(withBrand(en)),
  de: withWholeWords(withBrand(de)),
  fr: withWholeWords(withBrand(fr)),
  es: withWholeWords(withBrand(es)),
};

/** The texts of a language. Those of a pseudo-locale are made where they are asked for. */
function catalogueOf(locale: Locale): Messages {
  if (locale === "en-XA" || locale === "ar-XB")
    return (catalogues[locale] ??= withBrand(pseudoTexts(en, locale)));
  return catalogues[locale];
}

/** The texts with the name of the product in them, so that no page has to hand it over. */
function withBrand(messages: Messages): Messages {
  return JSON.parse(JSON.stringify(messages).replaceAll("{brand}", brand.name)) as Messages;
}

/**
 * "E-Mail" and "6-digit" with a word joiner after the hyphen, so that no line ends there, on pages:
 * not every mail program hides it.
 */
function withWholeWords({ emails, ...pages }: Messages): Messages {
  const whole = JSON.stringify(pages).replace(/\b(e|\d)-(?=\p{L})/giu, "$1-\u2060");
  return { ...(JSON.parse(whole) as Messages), emails };
}

const create = <Name extends Namespace>(locale: Locale, namespace: Name) =>
  createTranslator<Messages, Name>({
    locale: FORMATS_OF[locale],
    messages: catalogueOf(locale),
    namespace,
    timeZone: "UTC",
  });

/** Writes the texts of one namespace in one language. */
export type Translator<Name extends Namespace> = ReturnType<typeof create<Name>>;

// A translator keeps what it has parsed, so each is made once.
const translators = oncePerProcess("translators", () => new Map<string, unknown>());

/** The texts of a namespace in a language, outside of a request: for an email, say. */
export function translations<Name extends Namespace>(
  locale: Locale,
  namespace: Name,
): Translator<Name> {
  const name = `${locale} ${namespace}`;
  const known = translators.get(name) as Translator<Name> | undefined;
  if (known) return known;
  const made = create(locale, namespace);
  translators.set(name, made);
  return made;
}

/** The texts of a namespace as the catalogue has them, with their `{placeholders}`. */
export function rawMessages<Name extends Namespace>(
  locale: Locale,
  namespace: Name,
): Messages[Name] {
  return catalogueOf(locale)[namespace];
}
