import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EndHeading, type EndMark } from "./end-heading";
import { PageFrame } from "./page-frame";
import { PageTitle } from "./page-title";

type Step = { href: string; label: string };

/** What somebody reads where a way ends, and the step that helps. */
export type End = Step & {
  title: string;
  text: ReactNode;
  mark?: EndMark;
  /** Another way on. */
  second?: Step;
};

type Props = Omit<End, keyof Step> &
  Partial<Step> & {
    /** Above the links or in their place: a form that does what helps, or the state of an email. */
    children?: ReactNode;
    /** Below the card. */
    after?: ReactNode;
  };

/** A calm end: what happened and what to do next. */
export function EndPage({
  title,
  text,
  mark = "info",
  href,
  label,
  second,
  children,
  after,
}: Props) {
  return (
    <PageFrame>
      <PageTitle>{title}</PageTitle>
      <Card>
        <EndHeading mark={mark} title={title} text={text} />
        {children}
        {href && <ButtonLink href={href}>{label}</ButtonLink>}
        {second && (
          <ButtonLink href={second.href} variant="secondary">
            {second.label}
          </ButtonLink>
        )}
      </Card>
      {after}
    </PageFrame>
  );
}
