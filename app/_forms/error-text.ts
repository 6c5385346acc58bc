import type { z } from "zod";
import { fillIn } from "@/components/text";
import { DEFAULT_LOCALE, type OfferedLocale, toLocale } from "@/lib/i18n/locales";
import { errorValues, type FormError } from "@/lib/request/form-schemas";
import type { Messages } from "@/messages/en";

const load: Record<OfferedLocale, () => Promise<{ default: Messages["errors"] }>> = {
  en: () => import("@/messages/en/errors.json"),
  de: () => import("@/messages/de/errors.json"),
  fr: () => import("@/messages/fr/errors.json"),
  es: () => import("@/messages/es/errors.json"),
};

/** What is wrong with a field, in the language of the page. Loaded only where there is an error. */
export async function errorText(issue: z.core.$ZodIssue): Promise<string> {
  const locale = toLocale(document.documentElement.lang) ?? DEFAULT_LOCALE;
  const { default: texts } = await load[locale]();
  return fillIn(texts[issue.message as FormError], errorValues(issue));
}
