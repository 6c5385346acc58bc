"use client";

import { useEffect, useRef } from "react";
import { fillIn, useText } from "../text";
import { useKeptPasswords } from "./use-kept-passwords";

type Props = {
  /** The form's state: each new answer of the server that holds errors moves the focus. */
  on: unknown;
};

/** Does what `FocusFirstError` says. */
export default function FirstError({ on }: Props) {
  const withError = useText("form")("errorTitle");
  const mark = useRef<HTMLSpanElement>(null);
  useKeptPasswords(mark, on);

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
