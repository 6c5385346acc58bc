"use server";

import { rememberLocale } from "@/lib/account/remember-locale";
import { toLocale } from "@/lib/i18n/locales";
import { currentAccount } from "@/lib/session/current-account";
import { keepChoice } from "@/lib/session/keep-choice";
import { requestContext } from "@/lib/session/request-context";

/** Keeps the language that a person chose: in this browser, and for the emails to come. */
export async function chooseLanguage(form: FormData): Promise<void> {
  const locale = toLocale(form.get("locale"));
  if (!locale) return;
  await keepChoice("locale", locale);
  await rememberLocale(locale, {
    userId: (await currentAccount())?.userId ?? null,
    browserKeyHash: (await requestContext()).browserKeyHash,
  });
}
