"use client";

import { lazy, Suspense } from "react";

// Hardly anybody reads it, and every page has to load this file beforehand. The notices of forms
// load it as soon as a page works; where it does not come, global-error.tsx takes its place.
const ErrorMessage = lazy(() => import("./_pages/error-message"));

type Props = { error: Error & { digest?: string } };

/** What people see of an error that nobody expected. */
export default function ErrorPage({ error }: Props) {
  return (
    <Suspense>
      <ErrorMessage error={error} />
    </Suspense>
  );
}
