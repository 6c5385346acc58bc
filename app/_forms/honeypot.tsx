import { HONEYPOT } from "@/lib/bot-protection/honeypot";
import { getTranslations } from "@/lib/i18n/request-locale";

/**
 * A field for programs. People neither see nor reach it, by eye, keyboard or screen reader;
 * who reads the page without its styles is told to leave it alone.
 */
export async function Honeypot() {
  const t = await getTranslations("botProtection");
  return (
    <div aria-hidden="true" className="fixed -start-full size-px overflow-hidden">
      <label>
        {t("honeypot")}
        <input
          type="text"
          name={HONEYPOT}
          tabIndex={-1}
          autoComplete="off"
          data-1p-ignore
          data-bwignore
          data-lpignore="true"
        />
      </label>
    </div>
  );
}
