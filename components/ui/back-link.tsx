import type { ReactNode } from "react";
import { cx } from "./cx";
import { Icon } from "./icon";
import { back } from "./icon-shapes";
import { TextLink } from "./text-link";

type Props = { href: string; children: ReactNode; className?: string };

/** The way back to the page above, before the heading. */
export function BackLink({ href, children, className }: Props) {
  return (
    <TextLink
      href={href}
      className={cx("-my-2 inline-flex min-h-11 items-center gap-1 self-start", className)}
    >
      <Icon shape={back} isArrow className="-ms-1" />
      {children}
    </TextLink>
  );
}
