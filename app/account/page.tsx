import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { LinkList } from "@/components/ui/link-list";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { accountFacts, type AccountFacts } from "@/lib/account/account-facts";
import { pendingEmailChange } from "@/lib/email-change/request-email-change";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import type { Account } from "@/lib/session/current-account";
import { requireAccount } from "@/lib/session/require-account";
import { AboutField } from "../_forms/about-field";
import { Moment, RelativeMoment } from "../_pages/moment";
import { strong } from "../_pages/strong";
import { AccountFrame } from "./account-frame";
import { AccountNews } from "./account-news";
import { accountPages } from "./account-pages";
import { leave } from "./actions";
import { BouncesAlert } from "./bounces-alert";
import { FactorRemovalNotice } from "./factor-removal-notice";
import { LanguageChoice } from "./language-choice";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("title") };
}

/** Whose account it is, and the way out. */
async function AccountHeading({ address, userId }: Account) {
  const t = await getTranslations("account");
  return (
    <div className="flex flex-wrap items-center justify-between gap-4">
      <div className="flex min-w-0 items-center gap-4">
        <span
          aria-hidden="true"
          className="grid size-14 shrink-0 place-items-center rounded-full border border-transparent bg-accent-tint text-xl font-semibold text-accent"
        >
          {address.charAt(0).toUpperCase()}
        </span>
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold tracking-tight">{t("title")}</h1>
          <p className="wrap-anywhere hyphens-none text-ink-soft">{address}</p>
        </div>
      </div>
      <form action={leave}>
        <AboutField id={userId} />
        <SubmitButton variant="secondary" pendingLabel={t("signingOut")}>
          {t("signOut")}
        </SubmitButton>
      </form>
    </div>
  );
}

type FactsProps = { account: Account; facts: AccountFacts };

async function FactsCard({ account, facts }: FactsProps) {
  const { locale, openSessions, passwordSetAt } = facts;
  const [t, pages] = [await getTranslations("account"), await accountPages()];
  const { address, password, security, sessions } = pages;
  type Page = { href: string; title: string };
  const action = (key: "change" | "turnOn" | "view", { href, title }: Page) => (
    <TextLink href={href}>
      {t(key)}
      <span className="sr-only">: {title}</span>
    </TextLink>
  );
  return (
    <Card>
      <DescriptionList
        items={[
          {
            term: address.title,
            detail: <Badge>{t("confirmed")}</Badge>,
            action: action("change", address),
          },
          {
            term: password.title,
            detail: passwordSetAt
              ? t.rich("passwordSet", { when: () => <RelativeMoment at={passwordSetAt} /> })
              : t("passwordSetLongAgo"),
            action: action("change", password),
          },
          {
            term: t("twoStep"),
            detail: account.hasSecondFactor ? t("isOn") : t("isOff"),
            action: action(account.hasSecondFactor ? "change" : "turnOn", security),
          },
          {
            term: sessions.title,
            detail: t("openSessions", { count: openSessions }),
            action: action("view", sessions),
          },
          { term: t("memberSince"), detail: <Moment at={account.memberSince} show="day" /> },
          {
            term: t("language"),
            detail: (
              <>
                <LanguageChoice label={t("language")} current={locale} />
                <p className="pt-2 text-sm font-normal text-ink-soft">{t("languageHint")}</p>
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}

/** What cannot be taken back, apart from the rest. */
async function DangerZone() {
  const { deletion } = await accountPages();
  return (
    <section
      aria-labelledby="delete"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-danger p-5 sm:px-8"
    >
      <div className="min-w-0">
        <h2 id="delete" className="font-medium">
          {deletion.title}
        </h2>
        <p className="text-sm text-ink-soft">{deletion.text}</p>
      </div>
      <ButtonLink href={deletion.href} variant="secondary" className="text-danger!">
        {deletion.title}
      </ButtonLink>
    </section>
  );
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AccountPage({ searchParams }: Props) {
  const account = await requireAccount(paths.account);
  const [query, change] = [await searchParams, await pendingEmailChange(account.userId)];
  const facts = await accountFacts(account);
  const [t, { activity, data }] = [await getTranslations("account"), await accountPages()];
  return (
    <AccountFrame
      path={paths.account}
      title={t("title")}
      news={<AccountNews query={query} account={account} />}
      texts={"welcome" in query ? ["passkeyOffer"] : []}
      heading={<AccountHeading {...account} />}
    >
      <FactorRemovalNotice account={account} />
      {change && (
        <Alert>
          <p className="wrap-anywhere">
            {t.rich("pendingChange", {
              address: change.newOriginalAddress,
              strong,
              link: (chunks) => <TextLink href={paths.accountAddress}>{chunks}</TextLink>,
            })}
          </p>
        </Alert>
      )}
      {facts.bounces && <BouncesAlert address={account.address} {...facts.bounces} />}
      <FactsCard account={account} facts={facts} />
      {/* On a phone, which has no list of pages: the facts lead to the others. */}
      <div className="md:hidden">
        <LinkList links={[activity, data]} />
      </div>
      <DangerZone />
    </AccountFrame>
  );
}
