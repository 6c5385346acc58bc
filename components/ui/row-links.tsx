"use client";

import { type ReactNode, useEffect, useRef } from "react";

type Props = { children: ReactNode };

/**
 * A press in a row of a table follows the row's first link, with the keys that were held. Without
 * scripts, and for the keyboard, the link itself is there. Text can still be selected.
 */
export function RowLinks({ children }: Props) {
  const area = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = area.current;
    const follow = (event: MouseEvent) => {
      if (!(event.target instanceof Element) || event.target.closest("a, button")) return;
      if (getSelection()?.isCollapsed === false) return;
      const link = event.target.closest("tbody tr")?.querySelector("a[href]");
      const { ctrlKey, metaKey, shiftKey } = event;
      link?.dispatchEvent(
        new MouseEvent("click", { ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true }),
      );
    };
    element?.addEventListener("click", follow);
    return () => element?.removeEventListener("click", follow);
  }, []);

  return <div ref={area}>{children}</div>;
}
