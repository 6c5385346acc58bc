import { cx } from "./cx";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";

const variants: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border-line-strong bg-surface text-ink hover:bg-sunken",
  quiet: "border-transparent text-accent hover:bg-accent-tint",
  danger: "border-transparent bg-danger text-on-danger hover:bg-danger-strong",
};

/** The look that a button and a link in its shape share. */
export function buttonStyle(variant: ButtonVariant, className?: string): string {
  return cx(
    "inline-flex min-h-11 cursor-pointer items-center justify-center gap-2 rounded-md border px-4.5 py-2 text-center font-medium transition-colors",
    "aria-disabled:cursor-progress data-paused:cursor-not-allowed data-paused:opacity-60 print:hidden",
    variants[variant],
    className,
  );
}
