import type { Metadata, Viewport } from "next";
import { GeistSans } from "geist/font/sans";
import { type ReactNode, Suspense } from "react";
import { OutdatedNotice } from "./_forms/outdated-notice";
import "./globals.css";

// Each response's scripts carry its own nonce (see proxy.ts): a page made by the build has none.
export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: { default: "Latchkey", template: "%s · Latchkey" },
  description: "Create an account, prove that the address is yours, and you are in.",
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f4f6f7" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1417" },
  ],
};

type Props = { children: ReactNode };

export default function RootLayout({ children }: Props) {
  return (
    <html lang="en" className={GeistSans.variable}>
      <body className="font-sans text-base antialiased">
        <a
          href="#main"
          className="absolute -top-20 left-3 z-10 rounded-md bg-accent px-4 py-2 font-medium text-on-accent focus-visible:top-3"
        >
          Skip to content
        </a>
        <Suspense>
          <OutdatedNotice />
        </Suspense>
        {children}
      </body>
    </html>
  );
}
