/** The box of every text input; 16 px so that phones do not zoom in. */
export const inputStyle =
  "min-h-11 w-full rounded-md border border-line-strong bg-surface px-3.5 py-2 text-base text-ink transition-colors placeholder:text-ink-soft hover:border-ink-soft focus-visible:border-accent aria-invalid:border-danger aria-invalid:outline-danger";
