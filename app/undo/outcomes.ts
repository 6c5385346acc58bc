import "server-only";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import type { End } from "../_pages/end-page";

const NEW_PASSWORD = { href: paths.forgotPassword, label: "newPassword" } as const;
const SIGN_IN = { href: paths.signIn, label: "signIn" } as const;

/** What has been taken back, by the keys of its texts, and what to do now. */
const outcomes = {
  restored: { title: "restoredTitle", text: "restoredText", mark: "done", ...NEW_PASSWORD },
  cancelled: { title: "cancelledTitle", text: "cancelledText", mark: "done", ...NEW_PASSWORD },
  kept: { title: "keptTitle", text: "keptText", mark: "done", ...SIGN_IN },
  stopped: { title: "stoppedTitle", text: "stoppedText", mark: "done", ...NEW_PASSWORD },
  over: { title: "overTitle", text: "overText", mark: "info", ...NEW_PASSWORD },
  taken: { title: "takenTitle", text: "takenText", mark: "info", ...SIGN_IN },
} as const;

type Outcome = keyof typeof outcomes;

/** The outcome that a page's address names; null when it names none. */
export function findOutcome(name: unknown): Outcome | null {
  const names = Object.keys(outcomes) as Outcome[];
  return names.find((known) => known === name) ?? null;
}

/** What the page says of an outcome. */
export async function outcomePage(outcome: Outcome): Promise<End> {
  const t = await getTranslations("undo");
  const { title, text, mark, href, label } = outcomes[outcome];
  return { title: t(title), text: t(text), mark, href, label: t(label) };
}
