"use client";

import { type ChangeEvent, useRef, useState } from "react";
import { FieldFrame, fieldWiring, type FieldText } from "./field-frame";

type Props = FieldText & {
  required?: boolean;
  autoFocus?: boolean;
  /** How many digits the code has. With the last of them, the form is sent. */
  digits: number;
};

/**
 * A code of digits from an email, an app or a text message. One input, not six: pasting, autofill, undo and
 * screen readers work as everywhere. Room for blanks, because people copy codes as
 * "123 456"; who reads the form takes them out. A wrong code stays, to be mended.
 */
export function CodeField({ name, label, hint, error, aside, digits, required, autoFocus }: Props) {
  const text = { name, label, hint, error, aside };
  // React resets the form after each answer, to this.
  const [typed, setTyped] = useState("");
  const sent = useRef("");

  function look({ target }: ChangeEvent<HTMLInputElement>) {
    setTyped(target.value);
    const code = target.value.replace(/\s/g, "");
    // A code that was refused is not sent again by itself.
    if (code.length !== digits || !/^\d+$/.test(code) || code === sent.current) return;
    sent.current = code;
    target.form?.requestSubmit();
  }

  return (
    <FieldFrame {...text}>
      <input
        {...fieldWiring(text)}
        required={required}
        autoFocus={autoFocus}
        defaultValue={typed}
        onChange={look}
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoCorrect="off"
        spellCheck={false}
        maxLength={24}
        className={"text-box min-h-14 text-xl tracking-[0.2em] tabular-nums"}
      />
    </FieldFrame>
  );
}
