import type { ReactNode } from "react";
import { buttonStyle } from "./button-style";
import { Icon } from "./icon";
import { outside } from "./icon-shapes";

type Props = { href: string; children: ReactNode; newTab: string };

/** Opens another site in a tab of its own, and says so to who cannot see the icon. */
export function OutsideLink({ href, children, newTab }: Props) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className={buttonStyle("secondary")}>
      {children}
      <Icon shape={outside} className="size-4.5" />
      <span className="sr-only">{newTab}</span>
    </a>
  );
}
