import { getLocale, getTranslations } from "@/lib/i18n/request-locale";
import { LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";
import { chooseLanguage } from "./choose-language";

/** Lets a person choose the language of pages and emails. */
export async function LanguageSwitch() {
  const [current, t] = [await getLocale(), await getTranslations("frame")];
  return (
    <form
      action={chooseLanguage}
      aria-label={t("language")}
      className="-mx-2 flex flex-wrap gap-x-1"
    >
      {LOCALES.map((locale) => (
        <button
          key={locale}
          name="locale"
          value={locale}
          lang={locale}
          aria-current={locale === current || undefined}
          className="min-h-11 cursor-pointer rounded-sm px-2 underline-offset-4 hover:underline aria-[current]:font-semibold aria-[current]:text-ink"
        >
          {LOCALE_NAMES[locale]}
        </button>
      ))}
    </form>
  );
}
