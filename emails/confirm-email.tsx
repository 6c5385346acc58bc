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
  confirmUrl: string;
  /** Six digits. */
  code: string;
  /** "in 24 hours" */
  linkExpires: string;
  /** "in 15 minutes" */
  codeExpires: string;
  /** With the time zone: "22 November 2026 at 14:30 UTC". */
  registeredAt: string;
  /** Browser, system and network address of the request. */
  registeredFrom: string;
  /** Opens the page that cancels the registration. */
  notMeUrl: string;
};

export const subject = (locale: Locale) => translations(locale, "emails")("confirmEmail.subject");

/** Sent for each registration that can still be confirmed, and again on request. */
export function ConfirmEmail({ locale, ...props }: Props) {
  const t = translations(locale, "emails");
  return (
    <Layout
      locale={locale}
      title={t("confirmEmail.title")}
      preview={t("confirmEmail.preview")}
      why={t("confirmEmail.why")}
    >
      <Paragraph>{t("confirmEmail.text")}</Paragraph>
      <ActionLink locale={locale} href={props.confirmUrl} label={t("confirmEmail.button")}>
        {t("confirmEmail.linkExpires", { when: props.linkExpires })}
      </ActionLink>
      <Paragraph>{t("confirmEmail.orCode")}</Paragraph>
      <Code>{props.code}</Code>
      <Paragraph soft>{t("confirmEmail.codeExpires", { when: props.codeExpires })}</Paragraph>
      <Origin
        label={t("frame.signUpFrom")}
        facts={[props.registeredFrom, props.registeredAt, props.address]}
      />
      <NotMe locale={locale} href={props.notMeUrl}>
        {t("confirmEmail.notYou")}
      </NotMe>
    </Layout>
  );
}

ConfirmEmail.PreviewProps = {
  locale: "en",
  address: "ann.archer@example.org",
  confirmUrl:
    "https://latchkey.example/confirm/2.AZqrTPHQfD6aUbDH0uT2gA.q7Zr0b3mX1vYt9KdW5hLs2NcE8uJgA4oPfRiT6yMwVk",
  code: "493027",
  registeredAt: "22 November 2026 at 14:30 UTC",
  registeredFrom: "Firefox on Linux, 203.0.113.7",
  notMeUrl:
    "https://latchkey.example/not-me/2.AZqrTPHQfD6aUbDH0uT2gA.Hc5wQ9pLx2TnB7vKjR4mZs8dYg3aFe6uWoIi1tXyVbM",
  linkExpires: "in 24 hours",
  codeExpires: "in 15 minutes",
} satisfies Props;

export default ConfirmEmail;
