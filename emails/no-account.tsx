import type { Locale } from "@/lib/i18n/locales";
import { translations } from "@/lib/i18n/translations";
import { ActionLink } from "./_components/action-link";
import { Layout } from "./_components/layout";
import { NotMe } from "./_components/not-me";
import { Origin } from "./_components/origin";
import { Paragraph } from "./_components/paragraph";

type Props = {
  locale: Locale;
  address: string;
  registerUrl: string;
  /** With the time zone: "22 November 2026 at 14:30 UTC". */
  requestedAt: string;
  /** Browser, system and network address of the request. */
  requestedFrom: string;
  /** Opens the page that stops such emails. */
  notMeUrl: string;
};

export const subject = (locale: Locale) => translations(locale, "emails")("noAccount.subject");

/** Sent when a new password was asked for with an address that has no account, because
 * the page where it was asked for must not say so. */
export function NoAccount({ locale, ...props }: Props) {
  const t = translations(locale, "emails");
  return (
    <Layout
      locale={locale}
      title={t("noAccount.title")}
      preview={t("noAccount.preview")}
      why={t("noAccount.why")}
    >
      <Paragraph>{t("noAccount.text")}</Paragraph>
      <ActionLink locale={locale} href={props.registerUrl} label={t("noAccount.button")} />
      <Origin
        label={t("frame.requestedFrom")}
        facts={[props.requestedFrom, props.requestedAt, props.address]}
      />
      <NotMe locale={locale} href={props.notMeUrl}>
        {t("noAccount.notYou")}
      </NotMe>
    </Layout>
  );
}

NoAccount.PreviewProps = {
  locale: "en",
  address: "ann.archer@example.org",
  registerUrl: "https://latchkey.example/register",
  requestedAt: "22 November 2026 at 14:30 UTC",
  requestedFrom: "Firefox on Linux, 203.0.113.7",
  notMeUrl:
    "https://latchkey.example/not-me/2.AZqrWOBPemKcHbNwj-JaFg.Xs7pJ1bVqW4nGk9TzDf0LyRc5mHuE8aOiB3wKt6NxPg",
} satisfies Props;

export default NoAccount;
