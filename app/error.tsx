"use client";

import { unstable_isUnrecognizedActionError, useSearchParams } from "next/navigation";
import { lazy, Suspense, useEffect } from "react";
import { sendToOutdated } from "./_forms/sent-form";

// Every page has to load this file beforehand, and hardly anybody reads the message. Where it
// does not load, global-error.tsx takes its place.
const ErrorMessage = lazy(() => import("./_pages/error-message"));

type Props = { error: Error & { digest?: string } };

/**
 * What people see of an error that nobody expected. A form that this build does not know, because
 * its page was opened before a deployment, is answered by its page made anew: once, lest a page
 * that sends itself does so for ever.
 */
export default function ErrorPage({ error }: Props) {
  const isOutdated = unstable_isUnrecognizedActionError(error);
  const isSecond = useSearchParams().has("outdated");
  const isSentAgain = isOutdated && !isSecond;
  useEffect(() => {
    if (isSentAgain) sendToOutdated();
  }, [isSentAgain]);
  if (isSentAgain) return null;
  return (
    <Suspense>
      <ErrorMessage isOutdated={isOutdated} digest={error.digest} />
    </Suspense>
  );
}
