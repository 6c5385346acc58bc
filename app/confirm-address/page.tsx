import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { SubmitButton } from "@/components/ui/submit-button";
import { inspectEmailChangeLink } from "@/lib/email-change/confirm-email-change";
import { getTranslations } from "@/lib/i18n/request-locale";
import { currentAccount } from "@/lib/session/current-account";
import { AboutField } from "../_forms/about-field";
import { deadLink } from "../_links/dead-link";
import { linkHref, shownLink } from "../_links/link-shown";
import { EndPage } from "../_pages/end-page";
import { Moment } from "../_pages/moment";
import { PageFrame } from "../_pages/page-frame";
import { strong } from "../_pages/strong";
import { useThisAddress } from "./actions";
import { PasswordForm } from "./password-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("confirmAddress"))("tab"), referrer: "same-origin" };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ConfirmAddressPage({ searchParams }: Props) {
  const query = await searchParams;
  const held = await shownLink("change-link", query);
  if (typeof held === "string") return <EndPage {...await deadLink("change-link", held)} />;
  const link = await inspectEmailChangeLink(held.token);
  if (link.outcome !== "live") return <EndPage {...await deadLink("change-link", link.outcome)} />;
  const { verificationId, subject: change } = link;
  const { userId, newOriginalAddress, createdAt } = change;
  const isOwner = (await currentAccount())?.userId === userId;
  const t = await getTranslations("confirmAddress");
  const form = await getTranslations("confirmAddressForm");
  return (
    <PageFrame texts={["confirmAddressForm"]}>
      <PageHeading title={t("title")}>
        {t.rich(isOwner ? "yours" : "theirs", {
          address: newOriginalAddress,
          strong,
          when: () => <Moment at={createdAt} />,
        })}
      </PageHeading>
      {"password-needed" in query && !isOwner && (
        <Alert tone="warning" title={t("signedOutTitle")}>
          {t("signedOutText")}
        </Alert>
      )}
      <Card>
        {isOwner ? (
          <form action={useThisAddress}>
            <AboutField id={verificationId} />
            <SubmitButton pendingLabel={form("submitting")}>{form("submit")}</SubmitButton>
          </form>
        ) : (
          <PasswordForm linkId={verificationId} here={linkHref("change-link", verificationId)} />
        )}
      </Card>
      <p className="text-sm text-ink-soft">{t("notYou")}</p>
    </PageFrame>
  );
}
