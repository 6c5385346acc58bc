import { Heading } from "react-email";
import { light } from "../_theme";

type Props = { children: string };

/** Opens a part of the email, with a line above it. */
export function SectionTitle({ children }: Props) {
  return (
    <Heading as="h2" className="ink line" style={title}>
      {children}
    </Heading>
  );
}

const title = {
  color: light.ink,
  fontSize: "16px",
  lineHeight: "24px",
  fontWeight: 600,
  borderTop: `1px solid ${light.line}`,
  paddingTop: "24px",
  margin: "24px 0 8px",
};
