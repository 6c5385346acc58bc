"use client";

import { unstable_isUnrecognizedActionError, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { useText } from "@/components/text";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { TextLink } from "@/components/ui/text-link";
import { brand } from "@/lib/brand";
import { sendToOutdated } from "./_forms/sent-form";

type Props = { error: Error & { digest?: string } };

/**
 * What people see of an error that nobody expected, in the frame of the product. A form that
 * this build does not know, because its page was opened before a deployment, is answered by
 * its page made anew: once, lest a page that sends itself does so for ever.
 */
export default function ErrorPage({ error }: Props) {
  const [t, form] = [useText("globalError"), useText("form")];
  const { digest } = error;
  const isOutdated = unstable_isUnrecognizedActionError(error);
  const isSecond = useSearchParams().has("outdated");
  useEffect(() => {
    if (isOutdated && !isSecond) sendToOutdated();
  }, [isOutdated, isSecond]);
  if (isOutdated)
    return (
      <PageShell>
        <PageHeading title={form("outdatedTitle")}>{form("outdatedAgain")}</PageHeading>
        <p>
          <ButtonLink href="">{form("reload")}</ButtonLink>
        </p>
      </PageShell>
    );
  return (
    <PageShell>
      <PageHeading title={t("title")}>{t("text")}</PageHeading>
      <p>
        <ButtonLink href="">{t("tryAgain")}</ButtonLink>
      </p>
      {digest && (
        <p className="text-ink-soft">
          {t("reference")} <code className="font-medium text-ink select-all">{digest}</code>
        </p>
      )}
      {brand.supportEmail && (
        <p>
          <TextLink href={`mailto:${brand.supportEmail}`}>{brand.supportEmail}</TextLink>
        </p>
      )}
    </PageShell>
  );
}
