"use client";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { paths } from "@/lib/paths";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: Props) {
  return (
    <PageShell>
      <title>Something went wrong · Latchkey</title>
      <Card>
        <PageHeading title="Something went wrong on our side">
          It is not your doing, and nothing you had confirmed is lost. Trying again often helps.
        </PageHeading>
        <div className="flex flex-wrap gap-3">
          <Button onClick={reset}>Try again</Button>
          <ButtonLink href={paths.home} variant="secondary">
            Go to the start
          </ButtonLink>
        </div>
        {error.digest && (
          <p className="text-sm text-ink-soft">
            If you write to us about it, name this reference:{" "}
            <code className="font-medium text-ink select-all">{error.digest}</code>
          </p>
        )}
      </Card>
    </PageShell>
  );
}
