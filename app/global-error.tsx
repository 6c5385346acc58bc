"use client";

import { ButtonLink } from "@/components/ui/button-link";
import { PageHeading } from "@/components/ui/page-heading";
import "./globals.css";

type Props = { error: { digest?: string } };

/**
 * The one page for errors that nobody expected. Its own document, because the layout
 * itself may have failed; without the usual frame, because every page has to load this
 * one beforehand. Trying again asks the server for the whole page, which also mends what
 * a render in the browser cannot.
 */
export default function GlobalError({ error }: Props) {
  return (
    <html lang="en">
      <body className="font-sans text-base antialiased">
        <main
          id="main"
          className="mx-auto flex max-w-lg flex-col items-start gap-6 px-4 py-16 sm:px-8"
        >
          <title>Something went wrong · Latchkey</title>
          <PageHeading title="Something went wrong on our side">
            It is not your doing, and nothing that you confirmed is lost. Trying again often helps.
          </PageHeading>
          <ButtonLink href="">Try again</ButtonLink>
          {error.digest && (
            <p className="text-ink-soft">
              If you write to us about it, name this reference:{" "}
              <code className="font-medium text-ink select-all">{error.digest}</code>
            </p>
          )}
        </main>
      </body>
    </html>
  );
}
