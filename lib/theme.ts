/** How bright the pages are: as the system says, unless a person chose. */
const THEMES = ["system", "light", "dark"] as const;

export type Theme = (typeof THEMES)[number];

/** A theme by what a form or a cookie says. */
export function toTheme(value: unknown): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}
