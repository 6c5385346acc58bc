"use client";

import type { MouseEvent, ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { buttonStyle, type ButtonVariant } from "./button-style";
import { Icon } from "./icon";
import { spinner } from "./form-icon-shapes";

type Props = {
  children: ReactNode;
  /** Replaces the label while the form is being sent, e.g. "Creating account…". */
  pendingLabel: string;
  variant?: ButtonVariant;
  /** Not now: a press does nothing. Without JavaScript it does, and the server answers. */
  isPaused?: boolean;
  /** Is told of a press while the button is paused. */
  onPausedPress?: () => void;
  className?: string;
};

/**
 * Sends the form around it, once: while the action runs it says so and ignores
 * further presses. `aria-disabled` and not `disabled`, so that it keeps the focus
 * and a screen reader hears the change.
 */
export function SubmitButton({
  children,
  pendingLabel,
  variant = "primary",
  isPaused,
  onPausedPress,
  className,
}: Props) {
  const { pending } = useFormStatus();
  const isInert = pending || isPaused;

  // Enter in a field presses this button too, so this one check stops both.
  function ignoreWhileInert(event: MouseEvent) {
    if (isInert) event.preventDefault();
    if (isPaused && !pending) onPausedPress?.();
  }

  return (
    <>
      <button
        type="submit"
        aria-disabled={isInert}
        data-paused={isPaused && !pending ? "" : undefined}
        onClick={ignoreWhileInert}
        className={buttonStyle(variant, className)}
      >
        {pending && <Icon shape={spinner} className="animate-spin" />}
        {pending ? pendingLabel : children}
      </button>
      <span aria-live="polite" className="sr-only">
        {pending && pendingLabel}
      </span>
    </>
  );
}
