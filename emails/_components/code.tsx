import { Section, Text } from "react-email";
import { light } from "../_theme";

type Props = { children: string };

/**
 * A code to be read and typed, large and with even digits. It is one word, so that a double click
 * copies it and phones offer it; the space between the digits is style.
 */
export function Code({ children }: Props) {
  return (
    <Section className="sunken" style={box}>
      <Text className="ink" style={digits}>
        {children}
      </Text>
    </Section>
  );
}

const box = {
  backgroundColor: light.sunken,
  borderRadius: "10px",
  borderCollapse: "separate" as const,
  padding: "18px 12px",
  margin: "0 0 16px",
};
const digits = {
  color: light.ink,
  fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
  fontSize: "34px",
  lineHeight: "40px",
  fontWeight: 600,
  letterSpacing: "0.2em",
  userSelect: "all" as const,
  textAlign: "center" as const,
  margin: "0",
};
