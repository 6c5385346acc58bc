"use client";

import { useSyncExternalStore } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeading } from "@/components/ui/page-heading";
import { brand } from "@/lib/brand";
import { DEFAULT_LOCALE, toLocale } from "@/lib/i18n/locales";
import de from "@/messages/de/global-error.json";
import en from "@/messages/en/global-error.json";
import es from "@/messages/es/global-error.json";
import fr from "@/messages/fr/global-error.json";
import "./globals.css";

const texts = { de, en, es, fr };

/** The first language of the browser that we have. No page around this one tells another. */
function browserLocale() {
  const known = navigator.languages.map((language) => toLocale(language.slice(0, 2)));
  return known.find((locale) => locale !== null) ?? DEFAULT_LOCALE;
}

const never = () => () => {};

type Props = { error: { digest?: string } };

/**
 * The one page for errors that nobody expected. Its own document, because the layout
 * itself may have failed; without the usual frame, because every page has to load this
 * one beforehand. Trying again asks the server for the whole page, which also mends what
 * a render in the browser cannot.
 */
export default function GlobalError({ error }: Props) {
  const locale = useSyncExternalStore(never, browserLocale, () => DEFAULT_LOCALE);
  const t = texts[locale];
  return (
    <html lang={locale}>
      <body className="font-sans text-base antialiased">
        <main
          id="main"
          className="mx-auto flex max-w-lg flex-col items-start gap-6 px-4 py-16 sm:px-8"
        >
          <title>{`${t.title} · ${brand.name}`}</title>
          <PageHeading title={t.title}>{t.text}</PageHeading>
          <ButtonLink href="">{t.tryAgain}</ButtonLink>
          {error.digest && (
            <p className="text-ink-soft">
              {t.reference} <code className="font-medium text-ink select-all">{error.digest}</code>
            </p>
          )}
        </main>
      </body>
    </html>
  );
}
