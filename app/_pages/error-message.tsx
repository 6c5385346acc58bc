"use client";

import { unstable_isUnrecognizedActionError, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { useText } from "@/components/text";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { PageShell } from "@/components/ui/page-shell";
import { brand } from "@/lib/brand";
import { sendToOutdated } from "../_forms/sent-form";
import { EndHeading } from "./end-heading";

type Props = { error: Error & { digest?: string } };

/**
 * What people read of an error, in the frame of the product. A form that this build does not know,
 * because its page was opened before a deployment, is answered by loading its page again. That happens
 * once, so that a page that sends itself does not go on for ever.
 */
export default function ErrorMessage({ error }: Props) {
  const { digest } = error;
  const [t, form] = [useText("globalError"), useText("form")];
  const isOutdated = unstable_isUnrecognizedActionError(error);
  const isSecond = useSearchParams().has("outdated");
  const isSentAgain = isOutdated && !isSecond;
  useEffect(() => {
    if (isSentAgain) sendToOutdated();
  }, [isSentAgain]);
  if (isSentAgain) return null;
  return (
    <PageShell>
      <Card>
        {isOutdated ? (
          <>
            <EndHeading mark="expired" title={form("outdatedTitle")} text={form("outdatedAgain")} />
            <ButtonLink href="">{form("reload")}</ButtonLink>
          </>
        ) : (
          <>
            <EndHeading mark="fault" title={t("title")} text={t("text")} />
            <ButtonLink href="">{t("tryAgain")}</ButtonLink>
          </>
        )}
      </Card>
      {digest && !isOutdated && (
        <p className="text-center text-sm text-ink-soft">
          {t("reference")} <code className="font-medium text-ink select-all">{digest}</code>
        </p>
      )}
      {brand.supportEmail && (
        <p className="text-center">
          <TextLink href={`mailto:${brand.supportEmail}`}>{brand.supportEmail}</TextLink>
        </p>
      )}
    </PageShell>
  );
}
