import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icon";
import { brokenLink, check, clock, info } from "@/components/ui/icon-shapes";
import { PageHeading } from "@/components/ui/page-heading";
import { PageFrame } from "./page-frame";
import { PageTitle } from "./page-title";

const marks = {
  done: { shape: check, look: "bg-success-tint text-success" },
  expired: { shape: clock, look: "bg-warning-tint text-warning" },
  broken: { shape: brokenLink, look: "bg-warning-tint text-warning" },
  info: { shape: info, look: "bg-accent-tint text-accent" },
} as const;

export type EndMark = keyof typeof marks;

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
  const { shape, look } = marks[mark];
  return (
    <PageFrame>
      <PageTitle>{title}</PageTitle>
      <Card>
        <span className={cx("grid size-12 place-items-center self-center rounded-full", look)}>
          <Icon shape={shape} className="size-6" />
        </span>
        <PageHeading title={title}>{text}</PageHeading>
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
