"use client";

import { useEffect, useState } from "react";
import { brand } from "@/lib/brand";
import { DEFAULT_LOCALE, type OfferedLocale, toLocale } from "@/lib/i18n/locales";
import en from "@/messages/en/global-error.json";

type Texts = typeof en;

const load: Record<OfferedLocale, () => Promise<{ default: Texts }>> = {
  en: () => Promise.resolve({ default: en }),
  de: () => import("@/messages/de/global-error.json"),
  fr: () => import("@/messages/fr/global-error.json"),
  es: () => import("@/messages/es/global-error.json"),
};

/** The first language of the browser that we have. No page around this one tells another. */
function browserLocale(): OfferedLocale {
  const known = navigator.languages.map((language) => toLocale(language.slice(0, 2)));
  return known.find((locale) => locale !== null) ?? DEFAULT_LOCALE;
}

type Props = { digest?: string };

/**
 * What people read of an error that app/error.tsx cannot show, without the usual frame and
 * components. English until another language has come. Trying again asks the server for the whole
 * page, which also mends what a render in the browser cannot.
 */
export default function GlobalErrorMessage({ digest }: Props) {
  const [t, show] = useState(en);
  useEffect(() => {
    const own = browserLocale();
    load[own]().then(
      ({ default: texts }) => {
        document.documentElement.lang = own;
        show(texts);
      },
      () => {},
    );
  }, []);
  return (
    <main className="mx-auto flex max-w-lg flex-col items-start gap-6 px-4 py-16 sm:px-8">
      <title>{`${t.title} · ${brand.name}`}</title>
      <h1 className="text-2xl font-semibold tracking-tight">{t.title}</h1>
      <p className="text-ink-soft">{t.text}</p>
      <a href="" className="rounded-md bg-accent px-4 py-3 font-medium text-on-accent">
        {t.tryAgain}
      </a>
      {digest && (
        <p className="text-ink-soft">
          {t.reference} <code className="font-medium text-ink select-all">{digest}</code>
        </p>
      )}
    </main>
  );
}
