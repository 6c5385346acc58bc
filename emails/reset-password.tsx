import type { Locale } from "@/lib/i18n/locales";
import { translations } from "@/lib/i18n/translations";
import { ActionLink } from "./_components/action-link";
import { Code } from "./_components/code";
import { Layout } from "./_components/layout";
import { NotMe } from "./_components/not-me";
import { Origin } from "./_components/origin";
import { Paragraph } from "./_components/paragraph";

type Props = {
  locale: Locale;
  address: string;
  resetUrl: string;
  /** Eight digits. */
  code: string;
  /** "in 1 hour" */
  linkExpires: string;
  /** "in 10 minutes" */
  codeExpires: string;
  /** With the time zone: "22 November 2026 at 14:30 UTC". */
  requestedAt: string;
  /** Browser, system and network address of the request. */
  requestedFrom: string;
  /** Opens the page that cancels the request. */
  notMeUrl: string;
};

export const subject = (locale: Locale) => translations(locale, "emails")("resetPassword.subject");

/** Sent when a new password was asked for and the address has a confirmed account. */
export function ResetPassword({ locale, ...props }: Props) {
  const t = translations(locale, "emails");
  return (
    <Layout
      locale={locale}
      title={t("resetPassword.title")}
      preview={t("resetPassword.preview")}
      why={t("resetPassword.why")}
    >
      <Paragraph>{t("resetPassword.text")}</Paragraph>
      <ActionLink locale={locale} href={props.resetUrl} label={t("resetPassword.button")}>
        {t("resetPassword.linkExpires", { when: props.linkExpires })}
      </ActionLink>
      <Paragraph>{t("resetPassword.orCode")}</Paragraph>
      <Code>{props.code}</Code>
      <Paragraph soft>{t("resetPassword.codeExpires", { when: props.codeExpires })}</Paragraph>
      <Origin
        label={t("frame.requestedFrom")}
        facts={[props.requestedFrom, props.requestedAt, props.address]}
      />
      <NotMe locale={locale} href={props.notMeUrl}>
        {t("resetPassword.notYou")}
      </NotMe>
    </Layout>
  );
}

ResetPassword.PreviewProps = {
  locale: "en",
  address: "ann.archer@example.org",
  resetUrl:
    "https://latchkey.example/reset-password/2.AZqrUbfDcx2OAvZKydFQew.Lk3vT8sQm0XyB5nRc7WdJ2fHgP9aEuZ4iOtK6xMrVwY",
  code: "49302718",
  requestedAt: "22 November 2026 at 14:30 UTC",
  requestedFrom: "Firefox on Linux, 203.0.113.7",
  notMeUrl:
    "https://latchkey.example/not-me/2.AZqrUbfDcx2OAvZKydFQew.b4RyNf6JwKz1PqX8sVtC3mLdG5hEoA7iU0xWgTn2YrQ",
  linkExpires: "in 1 hour",
  codeExpires: "in 10 minutes",
} satisfies Props;

export default ResetPassword;
