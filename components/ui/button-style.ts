import { cx } from "./cx";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";

/** The look that a button and a link in its shape share. */
export function buttonStyle(variant: ButtonVariant, className?: string): string {
  return cx(`button button-${variant}`, className);
}
