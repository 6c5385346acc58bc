import type { ComponentProps } from "react";
import { FieldFrame, fieldWiring, type FieldText } from "./field-frame";

type Props = FieldText & Omit<ComponentProps<"input">, "id" | "name">;

/** One line of text with its label, hint and error. */
export function Field({ name, label, hint, error, aside, className, ...input }: Props) {
  const text = { name, label, hint, error, aside };
  return (
    <FieldFrame {...text} className={className}>
      <input type="text" {...input} {...fieldWiring(text)} className="text-box" />
    </FieldFrame>
  );
}
