import type { Locale } from "@/lib/i18n/locales";
import { translations } from "@/lib/i18n/translations";
import { ActionLink } from "./_components/action-link";
import { Layout } from "./_components/layout";
import { NotMe } from "./_components/not-me";
import { Origin } from "./_components/origin";
import { Paragraph } from "./_components/paragraph";
import { TextLink } from "./_components/text-link";

type Props = {
  locale: Locale;
  address: string;
  signInUrl: string;
  /** The page where a new password is asked for. */
  forgotUrl: string;
  /** With the time zone: "22 November 2026 at 14:30 UTC". */
  registeredAt: string;
  /** Browser, system and network address of the request. */
  registeredFrom: string;
  /** Opens the page that stops such emails. */
  notMeUrl: string;
};

export const subject = (locale: Locale) =>
  translations(locale, "emails")("alreadyRegistered.subject");

/** Sent instead of a confirmation when the address belongs to a confirmed account already:
 * somebody tried to register with it, or to move another account to it. */
export function AlreadyRegistered({ locale, ...props }: Props) {
  const t = translations(locale, "emails");
  return (
    <Layout
      locale={locale}
      title={t("alreadyRegistered.title")}
      preview={t("alreadyRegistered.preview")}
      why={t("alreadyRegistered.why")}
    >
      <Paragraph>{t("alreadyRegistered.text")}</Paragraph>
      <ActionLink locale={locale} href={props.signInUrl} label={t("alreadyRegistered.button")} />
      <TextLink href={props.forgotUrl} label={t("alreadyRegistered.forgot")} />
      <Origin
        label={t("frame.requestedFrom")}
        facts={[props.registeredFrom, props.registeredAt, props.address]}
      />
      <NotMe locale={locale} href={props.notMeUrl}>
        {t("alreadyRegistered.notYou")}
      </NotMe>
    </Layout>
  );
}

AlreadyRegistered.PreviewProps = {
  locale: "en",
  address: "ann.archer@example.org",
  signInUrl: "https://latchkey.example/sign-in",
  forgotUrl: "https://latchkey.example/forgot-password",
  registeredAt: "22 November 2026 at 14:30 UTC",
  registeredFrom: "Firefox on Linux, 203.0.113.7",
  notMeUrl:
    "https://latchkey.example/not-me/2.AZqrT5KrfgGF08Z_CyHp1A.w2LzV8rKq5TxHn0JcY7mGb3sPd9fEuWaRi1oXt6NkMy",
} satisfies Props;

export default AlreadyRegistered;
