"use client";

import { type ReactNode, useEffect, useRef } from "react";

type Props = { className?: string; children: ReactNode };

/** `<details>` that closes by itself: on Escape, and when the focus or a press goes elsewhere. */
export function ClosingDetails({ className, children }: Props) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== "Escape" || !details.current?.open) return;
      details.current.open = false;
      details.current.querySelector("summary")?.focus();
    };
    const onLeave = ({ target }: Event) => {
      const isInside = target instanceof Node && details.current?.contains(target);
      if (details.current && !isInside) details.current.open = false;
    };
    addEventListener("keydown", onKey);
    addEventListener("pointerdown", onLeave);
    addEventListener("focusin", onLeave);
    return () => {
      removeEventListener("keydown", onKey);
      removeEventListener("pointerdown", onLeave);
      removeEventListener("focusin", onLeave);
    };
  }, []);
  return (
    <details ref={details} className={className}>
      {children}
    </details>
  );
}
