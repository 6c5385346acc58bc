"use client";

import ErrorPage from "./error";
import "./globals.css";

type Props = { error: { digest?: string } };

/** Stands in when the layout itself failed, hence its own document. */
export default function GlobalError(props: Props) {
  return (
    <html lang="en">
      <body className="font-sans text-base antialiased">
        <ErrorPage {...props} />
      </body>
    </html>
  );
}
