"use client";

import { useEffect, useRef } from "react";
import { useText } from "../text";

type Props = {
  /** The form's state: each new answer of the server that holds errors moves the focus. */
  on: unknown;
};

/**
 * Stands inside a form and takes people to the first field that needs mending. The title of the
 * tab says that there is an error, as the design system of GOV.UK advises.
 */
export function FocusFirstError({ on }: Props) {
  const t = useText("form");
  const mark = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const form = mark.current?.closest("form");
    const field = form?.querySelector<HTMLInputElement>("[aria-invalid='true']");
    field?.focus();
    if (field?.autocomplete === "one-time-code") field.select();
    if (!field && !form?.querySelector("[role='alert']")) return;
    const { title } = document;
    const marked = t("errorTitle", { title });
    document.title = marked;
    return () => {
      // Another page may have set its own title by now.
      if (document.title === marked) document.title = title;
    };
    // `t` is made anew by each render; its texts stay the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [on]);

  return <span ref={mark} hidden />;
}
