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
  requestedAt: string;
  /** Browser, system and network address of the request. */
  requestedFrom: string;
};

export const subject = (locale: Locale) =>
  translations(locale, "emails")("addressChangeNotice.subject");

/** Sent to the old address when a change of address is asked for. */
export function AddressChangeNotice({ locale, ...props }: Props) {
  const t = translations(locale, "emails");
  return (
    <Layout
      locale={locale}
      title={t("addressChangeNotice.title")}
      preview={t("addressChangeNotice.preview")}
      why={t("addressChangeNotice.why")}
    >
      <Paragraph>
        {t.rich("addressChangeNotice.text", { address: () => <bdi>{props.newAddress}</bdi> })}
      </Paragraph>
      <Origin
        label={t("frame.requestedFrom")}
        facts={[props.requestedFrom, props.requestedAt, props.address]}
      />
      <SectionTitle>{t("frame.wasntYou")}</SectionTitle>
      <Paragraph>{t("addressChangeNotice.notYou")}</Paragraph>
      <ActionLink locale={locale} href={props.undoUrl} label={t("addressChangeNotice.button")}>
        {t("addressChangeNotice.linkExpires", { when: props.linkExpires })}
      </ActionLink>
    </Layout>
  );
}

AddressChangeNotice.PreviewProps = {
  locale: "en",
  address: "ann.archer@example.org",
  newAddress: "a***@a***.example",
  undoUrl:
    "https://latchkey.example/undo/2.AZqrbPsCc8WdGEDnovtslQ.T8nYk4QvZ1cXrG6sLw9JbM0hPd5fEuWaRi3oVt7KxNy",
  requestedAt: "22 November 2026 at 14:30 UTC",
  requestedFrom: "Firefox on Linux, 203.0.113.7",
  linkExpires: "in 7 days",
} satisfies Props;

export default AddressChangeNotice;
