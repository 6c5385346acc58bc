import { Fragment } from "react";
import { Paragraph } from "./paragraph";

type Props = {
  /** What came from there: "Requested from". */
  label: string;
  /** Where from, when, and for which address. */
  facts: string[];
};

/**
 * One line that says where it came from. Each fact stands by itself, so that letters written from
 * right to left in one cannot rearrange the words around it.
 */
export function Origin({ label, facts }: Props) {
  return (
    <Paragraph soft>
      {label}:{" "}
      {facts.map((fact, at) => (
        <Fragment key={fact}>
          {at > 0 && " · "}
          <bdi>{fact}</bdi>
        </Fragment>
      ))}
    </Paragraph>
  );
}
