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
  /** Opens the page that keeps the account. */
  undoUrl: string;
  /** "in 7 days" */
  linkExpires: string;
  /** With the time zone: "22 November 2026 at 14:30 UTC". */
  requestedAt: string;
  /** Browser, system and network address of the request, or that an administrator did it. */
  requestedFrom: string;
  /** Who closed the account, as a sentence. */
  because: string;
  /** What to do for who did not ask for it, as sentences. */
  advice: string;
};

export const subject = (locale: Locale) =>
  translations(locale, "emails")("accountDeletion.subject");

/** Sent when the deletion of an account was asked for; it can be undone until it is erased. */
export function AccountDeletion({ locale, ...props }: Props) {
  const t = translations(locale, "emails");
  return (
    <Layout
      locale={locale}
      title={t("accountDeletion.title")}
      preview={t("accountDeletion.preview")}
      why={t("accountDeletion.why")}
    >
      <Paragraph>{t("accountDeletion.text", { because: props.because })}</Paragraph>
      <Paragraph>{t("accountDeletion.changedMind")}</Paragraph>
      <ActionLink locale={locale} href={props.undoUrl} label={t("accountDeletion.button")}>
        {t("accountDeletion.linkExpires", { when: props.linkExpires })}
      </ActionLink>
      <Origin
        label={t("frame.requestedFrom")}
        facts={[props.requestedFrom, props.requestedAt, props.address]}
      />
      <SectionTitle>{t("frame.wasntYou")}</SectionTitle>
      <Paragraph>{props.advice}</Paragraph>
    </Layout>
  );
}

const english = translations("en", "emails");

AccountDeletion.PreviewProps = {
  locale: "en",
  address: "ann.archer@example.org",
  undoUrl:
    "https://latchkey.example/undo/2.AZqrekHGdI-y6Q1cg_eh5A.M6xZq1KvT9yRcG3sNw8JbL5hPd0fEuXaVi4oWt7BkYr",
  requestedAt: "22 November 2026 at 14:30 UTC",
  requestedFrom: "Firefox on Linux, 203.0.113.7",
  linkExpires: "in 7 days",
  because: english("accountDeletion.byOwner"),
  advice: english("accountDeletion.adviceOwner"),
} satisfies Props;

export default AccountDeletion;
