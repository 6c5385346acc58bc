import type { ReactNode } from "react";
import { Button, Link, Section } from "react-email";
import type { Locale } from "@/lib/i18n/locales";
import { translations } from "@/lib/i18n/translations";
import { light } from "../_theme";
import { Paragraph } from "./paragraph";

type Props = {
  locale: Locale;
  href: string;
  label: string;
  /** Under the button, e.g. until when it works. */
  children?: ReactNode;
};

/** The one thing to do, as a button and, for clients that show none, as a bare link. */
export function ActionLink({ locale, href, label, children }: Props) {
  const t = translations(locale, "emails");
  return (
    <>
      <Section style={row}>
        <Button href={href} className="button" style={button}>
          {label}
        </Button>
      </Section>
      {children && <Paragraph soft>{children}</Paragraph>}
      <div data-skip-in-text="true">
        <Paragraph soft>
          {t("frame.buttonHelp")}
          <br />
          <Link href={href} className="accent" style={bareLink}>
            {href}
          </Link>
        </Paragraph>
      </div>
    </>
  );
}

const row = { margin: "8px 0 20px" };
const button = {
  backgroundColor: light.accent,
  color: light.onAccent,
  fontSize: "16px",
  fontWeight: 600,
  borderRadius: "10px",
  padding: "14px 24px",
  // For a label that needs two lines on a narrow phone.
  textAlign: "center" as const,
};
const bareLink = {
  color: light.accent,
  textDecoration: "underline",
  wordBreak: "break-all" as const,
};
