"use client";

import { unstable_isUnrecognizedActionError, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { sendToOutdated } from "./_forms/sent-form";

type Props = { error: Error & { digest?: string } };

/**
 * What people see of an error that nobody expected, in the frame of the product. A form that
 * this build does not know, because its page was opened before a deployment, is answered by
 * its page made anew: once, lest a page that sends itself does so for ever.
 */
export default function ErrorPage({ error }: Props) {
  const { digest } = error;
  const isOutdated = unstable_isUnrecognizedActionError(error);
  const isSecond = useSearchParams().has("outdated");
  useEffect(() => {
    if (isOutdated && !isSecond) sendToOutdated();
  }, [isOutdated, isSecond]);
  if (isOutdated)
    return (
      <PageShell>
        <PageHeading title="This page was out of date">
          Nothing was sent. Load it anew, and press the button again.
        </PageHeading>
        <p>
          <ButtonLink href="">Load it anew</ButtonLink>
        </p>
      </PageShell>
    );
  return (
    <PageShell>
      <PageHeading title="Something went wrong on our side">
        It is not your doing, and nothing that you confirmed is lost. Trying again often helps.
      </PageHeading>
      <p>
        <ButtonLink href="">Try again</ButtonLink>
      </p>
      {digest && (
        <p className="text-ink-soft">
          If you write to us about it, name this reference:{" "}
          <code className="font-medium text-ink select-all">{digest}</code>
        </p>
      )}
    </PageShell>
  );
}
