import type { Metadata, Viewport } from "next";
import { GeistSans } from "geist/font/sans";
import type { ReactNode } from "react";
import { TextProvider } from "@/components/text";
import { brand } from "@/lib/brand";
import { env } from "@/lib/env";
import { directionOf, FORMATS_OF } from "@/lib/i18n/locales";
import { getLocale, getTranslations } from "@/lib/i18n/request-locale";
import { rawMessages } from "@/lib/i18n/translations";
import { getTheme } from "@/lib/session/request-theme";
import { LatePageExtras } from "./_pages/late-page-extras";
import "./globals.css";

// Each response's scripts carry its own nonce (see proxy.ts): a page made by the build has none.
export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("frame");
  return {
    title: { default: brand.name, template: `%s · ${brand.name}` },
    description: t("description"),
    metadataBase: env.APP_URL ? new URL(env.APP_URL) : null,
    openGraph: { siteName: brand.name, type: "website" },
  };
}

/** What the browser paints around the page, and before it has the styles. */
export async function generateViewport(): Promise<Viewport> {
  const [theme, { light, dark }] = [await getTheme(), brand.colors.paper];
  if (theme !== "system") return { colorScheme: theme, themeColor: brand.colors.paper[theme] };
  return {
    colorScheme: "light dark",
    themeColor: [
      { media: "(prefers-color-scheme: light)", color: light },
      { media: "(prefers-color-scheme: dark)", color: dark },
    ],
  };
}

type Props = { children: ReactNode };

export default async function RootLayout({ children }: Props) {
  const [locale, t] = [await getLocale(), await getTranslations("frame")];
  const texts = {
    form: rawMessages(locale, "form"),
    globalError: rawMessages(locale, "globalError"),
  };
  return (
    <html
      lang={locale}
      dir={directionOf(locale)}
      data-theme={await getTheme()}
      className={GeistSans.variable}
    >
      <body className="font-sans text-base antialiased">
        <a
          href="#main"
          className="absolute start-3 -top-20 z-10 rounded-md bg-accent px-4 py-2 font-medium text-on-accent focus-visible:top-3"
        >
          {t("skipToContent")}
        </a>
        <TextProvider locale={FORMATS_OF[locale]} texts={texts}>
          <LatePageExtras />
          {children}
        </TextProvider>
      </body>
    </html>
  );
}
