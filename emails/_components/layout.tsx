import type { ReactNode } from "react";
import { Body, Container, Head, Heading, Html, Preview, Section, Text } from "react-email";
import { brand } from "@/lib/brand";
import type { Locale } from "@/lib/i18n/locales";
import { translations } from "@/lib/i18n/translations";
import { fontFamily, light, styleSheet } from "../_theme";

type Props = {
  locale: Locale;
  /** The heading of the email, and the document's title. */
  title: string;
  /** What a list of emails shows beside the subject. Locked phones show it too: no secrets. */
  preview: string;
  /** Why it was sent, as a clause: no email may come out of nothing. */
  why: string;
  children: ReactNode;
};

/** The frame of every email: one sheet on paper, wordmark above, origin below. */
export function Layout({ locale, title, preview, why, children }: Props) {
  const t = translations(locale, "emails");
  return (
    <Html lang={locale}>
      <Head>
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        {/* A code is no phone number, and a date no appointment: clients would make links of them. */}
        <meta
          name="format-detection"
          content="telephone=no, date=no, address=no, email=no, url=no"
        />
        <style>{styleSheet}</style>
      </Head>
      <Body className="paper" style={body}>
        <Preview useTitleTag={false}>{preview}</Preview>
        <Section className="paper" style={paper}>
          <Container style={column}>
            <Text className="ink brass" style={wordmark} data-skip-in-text="true">
              {brand.name}
            </Text>
            <Section className="sheet" tdClassName="sheet-inside" style={sheet}>
              <Heading className="ink" style={heading}>
                {title}
              </Heading>
              {children}
            </Section>
            <Text className="ink-soft" style={origin}>
              {t("frame.why", { why })}
              {brand.supportEmail && ` ${t("frame.support", { address: brand.supportEmail })}`}
            </Text>
          </Container>
        </Section>
      </Body>
    </Html>
  );
}

const body = { fontFamily, margin: "0" };
const paper = { backgroundColor: light.paper, padding: "24px 12px" };
const column = { maxWidth: "560px", margin: "0 auto" };
const wordmark = {
  color: light.ink,
  fontSize: "18px",
  fontWeight: 600,
  letterSpacing: "-0.01em",
  borderLeft: `4px solid ${light.brass}`,
  padding: "0 0 0 10px",
  margin: "0 0 16px",
};
const sheet = {
  backgroundColor: light.surface,
  border: `1px solid ${light.line}`,
  borderRadius: "16px",
  borderCollapse: "separate" as const,
  padding: "36px 32px",
};
const heading = {
  color: light.ink,
  fontSize: "24px",
  lineHeight: "30px",
  fontWeight: 600,
  letterSpacing: "-0.01em",
  margin: "0 0 12px",
};
const origin = { color: light.inkSoft, fontSize: "13px", lineHeight: "20px", margin: "16px 4px 0" };
