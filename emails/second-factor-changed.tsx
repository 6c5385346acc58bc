import type { Locale } from "@/lib/i18n/locales";
import { translations } from "@/lib/i18n/translations";
import { ActionLink } from "./_components/action-link";
import { Layout } from "./_components/layout";
import { Origin } from "./_components/origin";
import { Paragraph } from "./_components/paragraph";
import { SectionTitle } from "./_components/section-title";

type Props = {
  locale: Locale;
  /** What happened, and what that means. */
  what: string;
  meaning: string;
  address: string;
  /** With the time zone: "22 November 2026 at 14:30 UTC". */
  changedAt: string;
  /** Browser, system and network address of the change. */
  changedFrom: string;
  /** Opens the page that ends all sessions and voids the password. */
  notMeUrl: string;
};

export const subject = (locale: Locale) => translations(locale, "emails")("secondFactor.subject");

/** Sent after each change of the second factors, and when somebody fails at one again and again. */
export function SecondFactorChanged({ locale, what, meaning, ...props }: Props) {
  const t = translations(locale, "emails");
  return (
    <Layout
      locale={locale}
      title={what}
      preview={t("secondFactor.preview")}
      why={t("secondFactor.why")}
    >
      <Paragraph>{meaning}</Paragraph>
      <Origin
        label={t("frame.changedFrom")}
        facts={[props.changedFrom, props.changedAt, props.address]}
      />
      <SectionTitle>{t("frame.wasntYou")}</SectionTitle>
      <Paragraph>{t("secondFactor.notYou")}</Paragraph>
      <ActionLink locale={locale} href={props.notMeUrl} label={t("secondFactor.button")}>
        {t("frame.nothingYet")}
      </ActionLink>
    </Layout>
  );
}

const english = translations("en", "emails");

SecondFactorChanged.PreviewProps = {
  locale: "en",
  what: english("secondFactor.app_added.title"),
  meaning: english("secondFactor.app_added.text"),
  address: "ann.archer@example.org",
  changedAt: "22 November 2026 at 14:30 UTC",
  changedFrom: "Firefox on Linux, 203.0.113.7",
  notMeUrl:
    "https://latchkey.example/not-me/2.AZqrYCfVcC-45JEMPaf1Yg.e9HtY2cNrV6kZ0QxSb5MwG8pLd3JfUaRi1oXnK7T4Wy",
} satisfies Props;

export default SecondFactorChanged;
