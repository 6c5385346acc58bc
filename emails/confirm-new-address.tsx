import type { Locale } from "@/lib/i18n/locales";
import { translations } from "@/lib/i18n/translations";
import { ActionLink } from "./_components/action-link";
import { Layout } from "./_components/layout";
import { NotMe } from "./_components/not-me";
import { Origin } from "./_components/origin";
import { Paragraph } from "./_components/paragraph";

type Props = {
  locale: Locale;
  /** The new one. The old one is named nowhere: a stranger may have typed this one. */
  address: string;
  confirmUrl: string;
  /** "in 24 hours" */
  linkExpires: string;
  /** With the time zone: "22 November 2026 at 14:30 UTC". */
  requestedAt: string;
  /** Browser, system and network address of the request. */
  requestedFrom: string;
  /** Opens the page that cancels the request. */
  notMeUrl: string;
};

export const subject = (locale: Locale) =>
  translations(locale, "emails")("confirmNewAddress.subject");

/** Sent to the new address when somebody wants to move their account to it. */
export function ConfirmNewAddress({ locale, ...props }: Props) {
  const t = translations(locale, "emails");
  return (
    <Layout
      locale={locale}
      title={t("confirmNewAddress.title")}
      preview={t("confirmNewAddress.preview")}
      why={t("confirmNewAddress.why")}
    >
      <Paragraph>{t("confirmNewAddress.text")}</Paragraph>
      <ActionLink locale={locale} href={props.confirmUrl} label={t("confirmNewAddress.button")}>
        {t("confirmNewAddress.linkExpires", { when: props.linkExpires })}
      </ActionLink>
      <Origin
        label={t("frame.requestedFrom")}
        facts={[props.requestedFrom, props.requestedAt, props.address]}
      />
      <NotMe locale={locale} href={props.notMeUrl}>
        {t("confirmNewAddress.notYou")}
      </NotMe>
    </Layout>
  );
}

ConfirmNewAddress.PreviewProps = {
  locale: "en",
  address: "ann@archer.example",
  confirmUrl:
    "https://latchkey.example/confirm-address/2.AZqrbPqBez2uUML2mxTQOA.R5wGq9ZkX2vLhN7tYc0JmB4sPd8fTu1aEoIi6KxMrVy",
  requestedAt: "22 November 2026 at 14:30 UTC",
  requestedFrom: "Firefox on Linux, 203.0.113.7",
  notMeUrl:
    "https://latchkey.example/not-me/2.AZqrbPqBez2uUML2mxTQOA.a0KcT6yVnQ3rXj8MzWd5HpG1bLsE9fUoRi2wNt7BxYk",
  linkExpires: "in 24 hours",
} satisfies Props;

export default ConfirmNewAddress;
