import type { Locale } from "@/lib/i18n/locales";
import { translations } from "@/lib/i18n/translations";
import { ActionLink } from "./_components/action-link";
import { Layout } from "./_components/layout";
import { Origin } from "./_components/origin";
import { Paragraph } from "./_components/paragraph";
import { SectionTitle } from "./_components/section-title";

type Props = {
  locale: Locale;
  /** The one the account has, or had. */
  address: string;
  /** Masked: enough for the owner to recognise. */
  newAddress: string;
  /** Opens the page that undoes the change. */
  undoUrl: string;
  /** "in 7 days" */
  linkExpires: string;
  /** With the time zone: "22 November 2026 at 14:30 UTC". */
  changedAt: string;
  /** Browser, system and network address of the request. */
  changedFrom: string;
};

export const subject = (locale: Locale) => translations(locale, "emails")("addressChanged.subject");

/** Sent to the old address once the account was moved to the new one. */
export function AddressChanged({ locale, ...props }: Props) {
  const t = translations(locale, "emails");
  return (
    <Layout
      locale={locale}
      title={t("addressChanged.title")}
      preview={t("addressChanged.preview")}
      why={t("addressChanged.why")}
    >
      <Paragraph>
        {t.rich("addressChanged.text", { address: () => <bdi>{props.newAddress}</bdi> })}
      </Paragraph>
      <Origin
        label={t("frame.changedFrom")}
        facts={[props.changedFrom, props.changedAt, props.address]}
      />
      <SectionTitle>{t("frame.wasntYou")}</SectionTitle>
      <Paragraph>{t("addressChanged.notYou")}</Paragraph>
      <ActionLink locale={locale} href={props.undoUrl} label={t("addressChanged.button")}>
        {t("addressChanged.linkExpires", { when: props.linkExpires })}
      </ActionLink>
    </Layout>
  );
}

AddressChanged.PreviewProps = {
  locale: "en",
  address: "ann.archer@example.org",
  newAddress: "a***@a***.example",
  undoUrl:
    "https://latchkey.example/undo/2.AZqrbPsCc8WdGEDnovtslQ.T8nYk4QvZ1cXrG6sLw9JbM0hPd5fEuWaRi3oVt7KxNy",
  changedAt: "22 November 2026 at 14:30 UTC",
  changedFrom: "Firefox on Linux, 203.0.113.7",
  linkExpires: "in 7 days",
} satisfies Props;

export default AddressChanged;
