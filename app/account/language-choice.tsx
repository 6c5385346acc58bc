import { Icon } from "@/components/ui/icon";
import { check } from "@/components/ui/icon-shapes";
import { type Locale, LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";
import { chooseLanguage } from "../_pages/choose-language";

type Props = { label: string; current: Locale };

/** Chooses the language of the emails to come, and of the pages in this browser. */
export function LanguageChoice({ label, current }: Props) {
  return (
    <form action={chooseLanguage}>
      <div role="group" aria-label={label} className="flex flex-wrap gap-2">
        {LOCALES.map((locale) => (
          <button
            key={locale}
            name="locale"
            value={locale}
            lang={locale}
            aria-current={locale === current || undefined}
            className="inline-flex min-h-11 cursor-pointer items-center gap-1.5 rounded-md border border-line-strong px-3 text-ink transition-colors hover:bg-sunken aria-[current]:border-accent aria-[current]:bg-accent-tint aria-[current]:text-accent"
          >
            {locale === current && <Icon shape={check} />}
            {LOCALE_NAMES[locale]}
          </button>
        ))}
      </div>
    </form>
  );
}
