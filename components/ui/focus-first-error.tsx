"use client";

import { useEffect, useRef } from "react";
import { fillIn, useText } from "../text";

type Props = {
  /** The form's state: each new answer of the server that holds errors moves the focus. */
  on: unknown;
};

/**
 * Stands inside a form and takes people to the first field that needs mending. The title of the
 * tab says that there is an error, as the design system of GOV.UK advises.
 */
export function FocusFirstError({ on }: Props) {
  const withError = useText("form")("errorTitle");
  const mark = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const form = mark.current?.closest("form");
    const field = form?.querySelector<HTMLInputElement>("[aria-invalid='true']");
    field?.focus();
    if (field?.autocomplete === "one-time-code") field.select();
    if (!field && !form?.querySelector("[role='alert']")) return;
    const { title } = document;
    const marked = fillIn(withError, { title });
    document.title = marked;
    return () => {
      // Another page may have set its own title by now.
      if (document.title === marked) document.title = title;
    };
  }, [on, withError]);

  return <span ref={mark} hidden />;
}
