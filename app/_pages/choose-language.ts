"use server";

import { cookies } from "next/headers";
import { rememberLocale } from "@/lib/account/remember-locale";
import { DAY, SECOND } from "@/lib/clock";
import { toLocale } from "@/lib/i18n/locales";
import { cookieName, cookieOptions } from "@/lib/session/cookie-name";
import { currentAccount } from "@/lib/session/current-account";
import { requestContext } from "@/lib/session/request-context";

/** Keeps the language that a person chose: in this browser, and for the emails to come. */
export async function chooseLanguage(form: FormData): Promise<void> {
  const locale = toLocale(form.get("locale"));
  if (!locale) return;
  (await cookies()).set(cookieName("locale"), locale, {
    ...cookieOptions,
    maxAge: (365 * DAY) / SECOND,
  });
  await rememberLocale(locale, {
    userId: (await currentAccount())?.userId ?? null,
    browserKeyHash: (await requestContext()).browserKeyHash,
  });
}
