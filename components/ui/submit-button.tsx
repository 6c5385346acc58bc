"use client";

import type { MouseEvent, ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { buttonStyle, type ButtonVariant } from "./button-style";
import { Icon } from "./icon";

type Props = {
  children: ReactNode;
  /** Replaces the label while the form is being sent, e.g. "Creating account…". */
  pendingLabel: string;
  variant?: ButtonVariant;
  className?: string;
};

/**
 * Sends the form around it, once: while the action runs it says so and ignores
 * further presses. `aria-disabled` and not `disabled`, so that it keeps the focus
 * and a screen reader hears the change.
 */
export function SubmitButton({ children, pendingLabel, variant = "primary", className }: Props) {
  const { pending } = useFormStatus();

  // Enter in a field presses this button too, so this one check stops both.
  function ignoreWhilePending(event: MouseEvent) {
    if (pending) event.preventDefault();
  }

  return (
    <button
      type="submit"
      aria-disabled={pending}
      onClick={ignoreWhilePending}
      className={buttonStyle(variant, className)}
    >
      {pending && <Icon name="spinner" className="animate-spin" />}
      <span aria-live="polite">{pending ? pendingLabel : children}</span>
    </button>
  );
}
