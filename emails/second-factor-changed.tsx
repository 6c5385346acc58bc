import type { Locale } from "@/lib/i18n/locales";
import { translations } from "@/lib/i18n/translations";
import { ActionLink } from "./_components/action-link";
import { Layout } from "./_components/layout";
import { Origin } from "./_components/origin";
import { Paragraph } from "./_components/paragraph";
import { SectionTitle } from "./_components/section-title";

/** What an owner is told of: events of the audit trail. */
export type SecondFactorChange =
  | "app_added"
  | "app_removed"
  | "passkey_added"
  | "passkey_removed"
  | "phone_added"
  | "phone_removed"
  | "recovery_codes_renewed"
  | "recovery_code_used"
  | "second_factor_locked";

type Props = {
  locale: Locale;
  change: SecondFactorChange;
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
export function SecondFactorChanged({ locale, change, ...props }: Props) {
  const t = translations(locale, "emails");
  return (
    <Layout
      locale={locale}
      title={t(`secondFactor.${change}.title`)}
      preview={t("secondFactor.preview")}
      why={t("secondFactor.why")}
    >
      <Paragraph>{t(`secondFactor.${change}.text`)}</Paragraph>
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

SecondFactorChanged.PreviewProps = {
  locale: "en",
  change: "app_added",
  address: "ann.archer@example.org",
  changedAt: "22 November 2026 at 14:30 UTC",
  changedFrom: "Firefox on Linux, 203.0.113.7",
  notMeUrl:
    "https://latchkey.example/not-me/2.AZqrYCfVcC-45JEMPaf1Yg.e9HtY2cNrV6kZ0QxSb5MwG8pLd3JfUaRi1oXnK7T4Wy",
} satisfies Props;

export default SecondFactorChanged;
