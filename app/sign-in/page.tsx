import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { TextLink } from "@/components/ui/text-link";
import { getTranslations } from "@/lib/i18n/request-locale";
import { arePasskeysPossible } from "@/lib/passkey/relying-party";
import { paths } from "@/lib/paths";
import { currentAccount } from "@/lib/session/current-account";
import { newestLinkToken } from "@/lib/session/link-cookie";
import { returnPath } from "@/lib/session/require-account";
import { typedOn } from "@/lib/session/typed-cookie";
import { inspectLink } from "@/lib/verification/inspect-link";
import { PageFrame } from "../_pages/page-frame";
import { PageTitle } from "../_pages/page-title";
import { CookiesNeeded } from "./cookies-needed";
import { DoneForAnother } from "./done-for-another";
import { findNews, type NewsLink } from "./news";
import { LatePasskeyForm } from "./late-passkey-form";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: null };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** For whom something was done, by the link that did it and was kept. */
async function addressOf(link: NewsLink) {
  const token = await newestLinkToken(link);
  const inspected = token
    ? await inspectLink(token, link, ({ address }) => address, new Date())
    : null;
  return inspected && "subject" in inspected ? inspected.subject : null;
}

// Kept for everybody who brings no query and no cookie: lib/next-internals/keep-pages.ts.
export default async function SignInPage({ searchParams }: Props) {
  const [query, t] = [await searchParams, await getTranslations("signIn")];
  const next = "next" in query ? returnPath(query.next) : undefined;
  const [account, news] = [await currentAccount(), findNews(query)];
  if (account && news?.link) {
    const doneFor = await addressOf(news.link);
    return <DoneForAnother title={t(news.title)} doneFor={doneFor} signedIn={account} />;
  }
  if (account) redirect(next ?? paths.account);
  return (
    <PageFrame texts={["signInForm", "passkeyForm"]}>
      <PageTitle>{t("title")}</PageTitle>
      <PageHeading title={t("title")}>{next && t("toContinue")}</PageHeading>
      {news && (
        <Alert tone={news.tone} title={t(news.title)}>
          {t(news.text)}
        </Alert>
      )}
      <CookiesNeeded>
        <Alert tone="warning" title={t("cookiesTitle")}>
          {t("cookiesText")}
        </Alert>
      </CookiesNeeded>
      <Card>
        <SignInForm next={next} typed={await typedOn(paths.signIn)}>
          <TextLink href={paths.forgotPassword} isAlone>
            {t("forgot")}
          </TextLink>
        </SignInForm>
        {arePasskeysPossible && <LatePasskeyForm next={next} />}
      </Card>
      <p className="text-center text-ink-soft">
        {t("newHere")}{" "}
        <TextLink href={paths.register} isAlone>
          {t("createAccount")}
        </TextLink>
      </p>
    </PageFrame>
  );
}
