import { Text } from "react-email";
import { light } from "../_theme";

type Props = { items: { name: string; value: string }[] };

/**
 * Facts under their names. Each value has a line of its own, so that letters written
 * from right to left in one cannot rearrange the words around it.
 */
export function Facts({ items }: Props) {
  return items.map(({ name, value }) => (
    <Text key={name} className="ink" style={fact}>
      <span className="ink-soft" style={label}>
        {name}:{" "}
      </span>
      <bdi>{value}</bdi>
    </Text>
  ));
}

const fact = {
  color: light.ink,
  fontSize: "15px",
  lineHeight: "22px",
  margin: "0 0 10px",
  wordBreak: "break-word" as const,
};
const label = { color: light.inkSoft, display: "block", fontSize: "13px" };
