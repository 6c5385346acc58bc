"use client";

import { useEffect, useRef } from "react";

type Props = {
  /** The form's state: each new answer of the server that holds errors moves the focus. */
  on: unknown;
};

/** Stands inside a form and takes people to the first field that needs mending. */
export function FocusFirstError({ on }: Props) {
  const mark = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    mark.current?.closest("form")?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [on]);

  return <span ref={mark} hidden />;
}
