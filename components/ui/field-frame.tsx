import type { ReactNode } from "react";
import { cx } from "./cx";
import { Icon } from "./icon";
import { warning } from "./form-icon-shapes";

export type FieldText = {
  /** Also the input's id. One field of a name per page, so ids stay predictable. */
  name: string;
  label: ReactNode;
  /** Help that stands there before anything is wrong. */
  hint?: ReactNode;
  /** What is wrong and how to mend it; marks the field as invalid. */
  error?: ReactNode;
  /** Beside the label, e.g. a link. */
  aside?: ReactNode;
};

type Props = FieldText & { className?: string; children: ReactNode };

/** What an input needs so that its label, hint and error are read with it. */
export function fieldWiring({ name, hint, error }: FieldText) {
  return {
    id: name,
    name,
    "aria-invalid": error ? true : undefined,
    "aria-describedby":
      cx(hint !== undefined && `${name}-hint`, Boolean(error) && `${name}-error`) || undefined,
  } as const;
}

/** Label, hint, input and error of one field, in this order: an error moves nothing above it. */
export function FieldFrame({ name, label, hint, error, aside, className, children }: Props) {
  return (
    <div className={cx("flex flex-col", className)}>
      <div className="field-label">
        <label htmlFor={name}>{label}</label>
        {aside && <span className="text-sm">{aside}</span>}
      </div>
      {hint && (
        <p id={`${name}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {children}
      {/* The region is there, and not hidden, before the error is: only then is its arrival announced. */}
      <div id={`${name}-error`} aria-live="polite">
        {error && (
          <p className="field-error">
            <Icon shape={warning} className="mt-px size-4.5" />
            <span>{error}</span>
          </p>
        )}
      </div>
    </div>
  );
}
