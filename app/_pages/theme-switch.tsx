import { Icon } from "@/components/ui/icon";
import { getTranslations } from "@/lib/i18n/request-locale";
import { getTheme } from "@/lib/session/request-theme";
import type { Theme } from "@/lib/theme";
import { chooseTheme } from "./choose-theme";

const choices: { theme: Theme; shape: string }[] = [
  { theme: "system", shape: "M3 4.5h14v9H3zM7.5 16.5h5M10 13.5v3" },
  {
    theme: "light",
    shape:
      "M10 2v1.5m0 13V18M2 10h1.5m13 0H18M4.35 4.35 5.4 5.4m9.2 9.2 1.05 1.05m0-11.3L14.6 5.4m-9.2 9.2-1.05 1.05M13.25 10a3.25 3.25 0 1 1-6.5 0 3.25 3.25 0 0 1 6.5 0Z",
  },
  { theme: "dark", shape: "M16.5 11.6A6.75 6.75 0 0 1 8.4 3.5a6.75 6.75 0 1 0 8.1 8.1Z" },
];

/** Lets a person choose how bright the pages are, whatever the system says. */
export async function ThemeSwitch() {
  const [current, t] = [await getTheme(), await getTranslations("frame")];
  return (
    <form
      action={chooseTheme}
      aria-label={t("theme")}
      className="flex rounded-full border border-line"
    >
      {choices.map(({ theme, shape }) => (
        <button
          key={theme}
          name="theme"
          value={theme}
          aria-label={t(theme)}
          title={t(theme)}
          aria-current={theme === current || undefined}
          className="-m-px grid size-11 cursor-pointer place-items-center rounded-full border border-transparent transition-colors hover:text-ink aria-[current]:border-line-strong aria-[current]:bg-surface aria-[current]:text-ink forced-colors:border-0"
        >
          <Icon shape={shape} className="size-4.5" />
        </button>
      ))}
    </form>
  );
}
