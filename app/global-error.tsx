"use client";

import { lazy, Suspense } from "react";
import "./globals.css";

// No catalogue is at hand there.
const TRY_AGAIN = "Try again";

// Every page has to load this file beforehand, so it holds next to nothing. Where the server is out
// of reach even the message is: then a link is left, which asks for the whole page.
const Message = lazy(() =>
  import("./_pages/global-error-message").catch(() => ({
    default: () => <a href="">{TRY_AGAIN}</a>,
  })),
);

type Props = { error: { digest?: string } };

/** The page for errors that app/error.tsx cannot show: its own document, for the layout may have failed. */
export default function GlobalError({ error }: Props) {
  return (
    <html lang="en">
      <body className="font-sans text-base antialiased">
        <Suspense>
          <Message digest={error.digest} />
        </Suspense>
      </body>
    </html>
  );
}
