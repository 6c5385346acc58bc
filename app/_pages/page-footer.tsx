import { brand } from "@/lib/brand";
import { getTranslations } from "@/lib/i18n/request-locale";
import { LanguageSwitch } from "./language-switch";
import { ThemeSwitch } from "./theme-switch";

/** Languages, the ways to help and to the small print that the brand has, and themes. */
export async function PageFooter() {
  const t = await getTranslations("frame");
  const links = [
    { href: brand.supportEmail && `mailto:${brand.supportEmail}`, label: t("help") },
    { href: brand.privacyUrl, label: t("privacy") },
    { href: brand.termsUrl, label: t("terms") },
  ].filter(({ href }) => href !== null);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 in-data-[frame=narrow]:justify-center">
      <LanguageSwitch />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {links.length > 0 && (
          <ul className="-mx-2 flex flex-wrap gap-x-1">
            {links.map(({ href, label }) => (
              <li key={label}>
                <a
                  href={href ?? ""}
                  className="inline-flex min-h-11 items-center rounded-sm px-2 underline-offset-4 hover:underline"
                >
                  {label}
                </a>
              </li>
            ))}
          </ul>
        )}
        <ThemeSwitch />
      </div>
    </div>
  );
}
