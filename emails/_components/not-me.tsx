import type { ReactNode } from "react";
import { Paragraph } from "./paragraph";
import { SectionTitle } from "./section-title";
import { TextLink } from "./text-link";

type Props = {
  href: string;
  label: string;
  /** What pressing the button does: it "cancels the request". */
  effect: string;
  /** What to do, and what to leave, besides. */
  children: ReactNode;
};

/** For the reader whose address somebody else used: what it means, and the way to stop it. */
export function NotMe({ href, label, effect, children }: Props) {
  return (
    <>
      <SectionTitle>If this was not you</SectionTitle>
      <Paragraph soft>
        {children} The link below opens a page with a button that {effect}. Nothing happens before
        you press it.
      </Paragraph>
      <TextLink href={href} label={label} />
    </>
  );
}
