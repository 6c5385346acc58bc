import type { ReactNode } from "react";
import { cx } from "./cx";
import { Icon } from "./icon";
import { check, clock, cross, spinner } from "./icon-shapes";

/** How far something got: waiting its turn, under way, done, put off, or failed. */
export type Progress = "queued" | "working" | "done" | "deferred" | "failed";

type Props = {
  state: Progress;
  /** What is true now, in words: "Sent to ann@example.org". */
  label: ReactNode;
  /** Since when: `dateTime` is ISO 8601, `text` is what people read. */
  time?: { dateTime: string; text: string };
  /** Why, or what to do. */
  children?: ReactNode;
};

const looks: Record<Progress, { icon: string; disc: string; motion?: string }> = {
  queued: { icon: clock, disc: "bg-sunken text-ink-soft" },
  working: { icon: spinner, disc: "bg-accent-tint text-accent", motion: "animate-spin" },
  done: { icon: check, disc: "bg-success-tint text-success", motion: "animate-draw" },
  deferred: { icon: clock, disc: "bg-warning-tint text-warning" },
  failed: { icon: cross, disc: "bg-danger-tint text-danger" },
};

/** The state of something that changes while one watches; each change is announced. */
export function StatusLine({ state, label, time, children }: Props) {
  const look = looks[state];
  return (
    <div aria-live="polite" aria-atomic="true" className="flex gap-3">
      {/* Made anew with each state, so that it moves when the state changes. */}
      <span
        key={state}
        className={cx(
          "grid size-9 shrink-0 animate-appear place-items-center rounded-full border border-transparent",
          look.disc,
        )}
      >
        <Icon shape={look.icon} className={look.motion} />
      </span>
      <div className="min-w-0 flex-1 pt-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <p className="font-medium wrap-anywhere">{label}</p>
          {time && (
            <time dateTime={time.dateTime} className="text-sm text-ink-soft tabular-nums">
              {time.text}
            </time>
          )}
        </div>
        {children && <div className="text-sm text-ink-soft">{children}</div>}
      </div>
    </div>
  );
}
