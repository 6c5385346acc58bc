"use client";

import { createContext, type ReactNode, use, useMemo } from "react";
import type { Messages } from "@/messages/en";

type Texts = { [Name in keyof Messages]?: Messages[Name] };

const TextContext = createContext<{ locale: string; texts: Texts }>({ locale: "en", texts: {} });

type Props = { locale: string; texts: Texts; children: ReactNode };

/** Hands texts to components in the browser, in addition to those of a provider around it. */
export function TextProvider({ locale, texts, children }: Props) {
  const outer = use(TextContext);
  const value = useMemo(
    () => ({ locale, texts: { ...outer.texts, ...texts } }),
    [locale, outer.texts, texts],
  );
  return <TextContext value={value}>{children}</TextContext>;
}

/** The language of the page, as `Intl` wants it. */
export function useLocale(): string {
  return use(TextContext).locale;
}

type Values = Record<string, string | number>;

/** Puts values in the place of `{name}`. The library's way with plurals costs 13 kB here. */
export function fillIn(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/**
 * The texts of a namespace, for components that run in the browser. The page has to hand it over
 * (`app/_pages/page-frame.tsx`).
 */
export function useText<Name extends keyof Messages>(namespace: Name) {
  const texts = use(TextContext).texts[namespace] as Record<string, string> | undefined;
  const write = (key: keyof Messages[Name] & string, values?: Values): string => {
    const text = texts?.[key];
    if (text === undefined) throw new Error(`No text ${namespace}.${key}`);
    return fillIn(text, values);
  };
  return Object.assign(write, { has: (key: string) => texts?.[key] !== undefined });
}
