import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { LinkList } from "@/components/ui/link-list";
import { PageHeading } from "@/components/ui/page-heading";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { pendingEmailChange } from "@/lib/email-change/request-email-change";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { requireAccount } from "@/lib/session/require-account";
import { AboutField } from "../_forms/about-field";
import { Moment } from "../_pages/moment";
import { PageFrame } from "../_pages/page-frame";
import { AccountNews } from "./account-news";
import { leave } from "./actions";
import { settingsLinks } from "./settings-links";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AccountPage({ searchParams }: Props) {
  const account = await requireAccount(paths.account);
  const [query, change] = [await searchParams, await pendingEmailChange(account.userId)];
  const [t, form] = [await getTranslations("account"), await getTranslations("form")];
  return (
    <PageFrame>
      <AccountNews query={query} account={account} />
      <PageHeading title={account.address}>{t("title")}</PageHeading>
      {change && (
        <Alert>
          <p className="wrap-anywhere">
            {t.rich("pendingChange", {
              address: change.newOriginalAddress,
              strong: (chunks) => <strong className="font-semibold">{chunks}</strong>,
              link: (chunks) => <TextLink href={paths.accountAddress}>{chunks}</TextLink>,
            })}
          </p>
        </Alert>
      )}
      <Card>
        <DescriptionList
          items={[
            { term: form("email"), detail: account.address },
            { term: t("memberSince"), detail: <Moment at={account.memberSince} show="day" /> },
          ]}
        />
        <form action={leave}>
          <AboutField id={account.userId} />
          <SubmitButton variant="secondary" pendingLabel={t("signingOut")}>
            {t("signOut")}
          </SubmitButton>
        </form>
      </Card>
      <section aria-labelledby="settings" className="flex flex-col gap-4 pt-2">
        <h2 id="settings" className="text-xl font-semibold tracking-tight">
          {t("settings")}
        </h2>
        <LinkList links={await settingsLinks()} />
      </section>
    </PageFrame>
  );
}
