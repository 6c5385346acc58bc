import "server-only";
import { isHoneypotFilled } from "@/lib/bot-protection/honeypot";
import { checkTurnstile } from "@/lib/bot-protection/turnstile";
import { getTranslations } from "@/lib/i18n/request-locale";
import type { Refusal } from "./form-action";

/**
 * Keeps programs out of a form that shows `HumanFields`: the third argument of `formAction`.
 * Stands before the limits, so that a program does not use them up for people.
 */
export async function humanCheck(form: FormData): Promise<Refusal | null> {
  const t = await getTranslations("botProtection");
  if (isHoneypotFilled(form)) return { refusal: t("automated") };
  switch (await checkTurnstile(form)) {
    case "passed":
    case "off":
      return null;
    case "failed":
      return { refusal: t("failed") };
    case "unreachable":
      return { refusal: t("unreachable") };
  }
}
