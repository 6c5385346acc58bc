import type { ComponentProps } from "react";
import { FieldFrame, fieldWiring, type FieldText } from "./field-frame";

type Props = FieldText & Omit<ComponentProps<"textarea">, "id" | "name">;

/** A few lines of text with their label, hint and error. */
export function TextArea({ name, label, hint, error, aside, className, ...area }: Props) {
  const text = { name, label, hint, error, aside };
  return (
    <FieldFrame {...text} className={className}>
      <textarea rows={3} {...area} {...fieldWiring(text)} className="text-box" />
    </FieldFrame>
  );
}
