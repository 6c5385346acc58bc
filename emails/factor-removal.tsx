import type { Locale } from "@/lib/i18n/locales";
import { translations } from "@/lib/i18n/translations";
import { ActionLink } from "./_components/action-link";
import { Layout } from "./_components/layout";
import { Origin } from "./_components/origin";
import { Paragraph } from "./_components/paragraph";
import { SectionTitle } from "./_components/section-title";

type Props = {
  locale: Locale;
  address: string;
  /** How it stands: the heading, and what was or will be done. */
  title: string;
  text: string;
  /** Who it was, and when. */
  changedFrom: string;
  changedAt: string;
  /** What to do for who did not want it, and the button that does it. */
  advice: string;
  actionUrl: string;
  button: string;
  note: string;
};

export const subject = (locale: Locale) => translations(locale, "emails")("factorRemoval.subject");

/** Sent when an operator starts to remove all second factors, each day until then, and at the end. */
export function FactorRemoval({ locale, ...props }: Props) {
  const t = translations(locale, "emails");
  return (
    <Layout
      locale={locale}
      title={props.title}
      preview={t("factorRemoval.preview")}
      why={t("factorRemoval.why")}
    >
      <Paragraph>{props.text}</Paragraph>
      <Origin
        label={t("frame.changedFrom")}
        facts={[props.changedFrom, props.changedAt, props.address]}
      />
      <SectionTitle>{t("frame.wasntYou")}</SectionTitle>
      <Paragraph>{props.advice}</Paragraph>
      <ActionLink locale={locale} href={props.actionUrl} label={props.button}>
        {props.note}
      </ActionLink>
    </Layout>
  );
}

const english = translations("en", "emails");

FactorRemoval.PreviewProps = {
  locale: "en",
  address: "ann.archer@example.org",
  title: english("factorRemoval.waiting.title"),
  text: english("factorRemoval.waiting.text", { when: "25 November 2026 at 14:30 UTC" }),
  changedFrom: english("factorRemoval.by"),
  changedAt: "22 November 2026 at 14:30 UTC",
  advice: english("factorRemoval.waiting.notYou"),
  actionUrl:
    "https://latchkey.example/undo/2.AZqrekHGdI-y6Q1cg_eh5A.M6xZq1KvT9yRcG3sNw8JbL5hPd0fEuXaVi4oWt7BkYr",
  button: english("factorRemoval.waiting.button"),
  note: english("factorRemoval.waiting.note"),
} satisfies Props;

export default FactorRemoval;
