import type { ReactNode } from "react";
import { Text } from "react-email";
import { light } from "../_theme";

type Props = { soft?: boolean; children: ReactNode };

/** Running text; `soft` for what may be skipped. */
export function Paragraph({ soft = false, children }: Props) {
  return (
    <Text className={soft ? "ink-soft" : "ink"} style={soft ? softText : text}>
      {children}
    </Text>
  );
}

const text = { color: light.ink, fontSize: "16px", lineHeight: "26px", margin: "0 0 16px" };
const softText = { color: light.inkSoft, fontSize: "14px", lineHeight: "22px", margin: "0 0 16px" };
