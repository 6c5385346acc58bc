import type { ReactNode } from "react";
import type { Locale } from "@/lib/i18n/locales";
import { translations } from "@/lib/i18n/translations";
import { Paragraph } from "./paragraph";
import { SectionTitle } from "./section-title";
import { TextLink } from "./text-link";

type Props = {
  locale: Locale;
  href: string;
  /** What it means, what to leave, and what the link does. */
  children: ReactNode;
};

/** For the reader whose address somebody else used: what it means, and the way to stop it. */
export function NotMe({ locale, href, children }: Props) {
  const t = translations(locale, "emails");
  return (
    <>
      <SectionTitle>{t("frame.wasntYou")}</SectionTitle>
      <Paragraph soft>{children}</Paragraph>
      <TextLink href={href} label={t("frame.notMe")} />
    </>
  );
}
