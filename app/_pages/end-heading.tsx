import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icon";
import { brokenLink, check, clock, info, warning } from "@/components/ui/icon-shapes";
import { PageHeading } from "@/components/ui/page-heading";

const marks = {
  done: { shape: check, look: "bg-success-tint text-success" },
  expired: { shape: clock, look: "bg-warning-tint text-warning" },
  broken: { shape: brokenLink, look: "bg-warning-tint text-warning" },
  fault: { shape: warning, look: "bg-danger-tint text-danger" },
  info: { shape: info, look: "bg-accent-tint text-accent" },
} as const;

export type EndMark = keyof typeof marks;

type Props = { mark: EndMark; title: string; text: ReactNode };

/** At the top of the card where a way ends: at a glance of what kind the end is, and what happened. */
export function EndHeading({ mark, title, text }: Props) {
  const { shape, look } = marks[mark];
  return (
    <>
      <span
        className={cx(
          "grid size-12 place-items-center self-center rounded-full border border-transparent",
          look,
        )}
      >
        <Icon shape={shape} className="size-6" />
      </span>
      <PageHeading title={title}>{text}</PageHeading>
    </>
  );
}
