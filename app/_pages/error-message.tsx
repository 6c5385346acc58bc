"use client";

import { useText } from "@/components/text";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { TextLink } from "@/components/ui/text-link";
import { brand } from "@/lib/brand";

type Props = {
  /** The form is of another build than the server. */
  isOutdated: boolean;
  /** By what the log names the error. */
  digest?: string;
};

/** What people read of an error, in the frame of the product. */
export default function ErrorMessage({ isOutdated, digest }: Props) {
  const [t, form] = [useText("globalError"), useText("form")];
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
