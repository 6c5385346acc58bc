/** A control that stands in a row above a list: low on a wide screen, 44 px where fingers press. */
export const compactInput =
  "h-11 min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-base text-ink transition-colors placeholder:text-ink-soft hover:border-ink-soft focus-visible:border-accent lg:h-8 lg:rounded-sm lg:text-sm";

/** A button or a link in the same row. */
export const compactButton =
  "inline-flex h-11 cursor-pointer items-center gap-1.5 rounded-md border border-line-strong bg-surface px-3 text-sm font-medium whitespace-nowrap text-ink transition-colors hover:bg-sunken lg:h-8 lg:rounded-sm";
