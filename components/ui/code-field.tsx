import type { ComponentProps } from "react";
import { cx } from "./cx";
import { FieldFrame, fieldWiring, type FieldText } from "./field-frame";
import { inputStyle } from "./input-style";

type Props = FieldText & Pick<ComponentProps<"input">, "required" | "autoFocus">;

/**
 * A code of digits from an email. One input, not six: pasting, autofill, undo and
 * screen readers work as everywhere. Room for blanks, because emails group the code
 * ("123 456"); who reads the form takes them out.
 */
export function CodeField({ name, label, hint, error, aside, ...input }: Props) {
  const text = { name, label, hint, error, aside };
  return (
    <FieldFrame {...text}>
      <input
        {...input}
        {...fieldWiring(text)}
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoCorrect="off"
        spellCheck={false}
        maxLength={24}
        className={cx(inputStyle, "min-h-14 text-xl tracking-[0.2em] tabular-nums")}
      />
    </FieldFrame>
  );
}
