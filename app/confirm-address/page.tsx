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
import { PageTitle } from "../_pages/page-title";
import { strong } from "../_pages/strong";
import { useThisAddress } from "./actions";
import { PasswordForm } from "./password-form";

export const metadata: Metadata = { title: null, referrer: "same-origin" };

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
      <PageTitle>{t("title")}</PageTitle>
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
          <form action={useThisAddress} className="flex flex-col">
            <AboutField id={verificationId} />
            <SubmitButton pendingLabel={form("submitting")}>{form("submit")}</SubmitButton>
          </form>
        ) : (
          <PasswordForm
            linkId={verificationId}
            here={linkHref("change-link", verificationId)}
            address={newOriginalAddress}
          />
        )}
      </Card>
      <p className="text-center text-sm text-ink-soft">{t("notYou")}</p>
    </PageFrame>
  );
}
