"use client";

import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from "react";
import { looks, margin, type Series } from "./line-looks";

type Drawing = { width: number; height: number; lines: ReactNode };

type Props = {
  label: string;
  series: Series[];
  names: string[];
  /** The drawing at two sizes. */
  phone: Drawing;
  screen: Drawing;
};

const number = new Intl.NumberFormat("en-GB");

/** How far each key goes; Home and End go to the ends. */
const KEYS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  Home: -Infinity,
  End: Infinity,
};

/**
 * The values at one step of a line chart: at the pointer, or where the arrow keys led; at the last
 * step before that.
 */
export function LineValues({ label, series, names, phone, screen }: Props) {
  const [chosen, choose] = useState<number | null>(null);
  const last = Math.max(0, names.length - 1);
  const step = Math.min(chosen ?? last, last);
  const values = series.map((line) => ({ ...line, value: number.format(line.values[step] ?? 0) }));

  const onKeyDown = (event: KeyboardEvent) => {
    const by = KEYS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    choose(Math.min(last, Math.max(0, step + by)));
  };

  const draw = ({ width, height, lines }: Drawing, className: string) => {
    const [left, right] = [margin.left, width - margin.right];
    const onPointerMove = (event: PointerEvent) => {
      const box = event.currentTarget.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * width;
      const part = Math.min(1, Math.max(0, (x - left) / (right - left)));
      choose(Math.round(part * last));
    };
    const x = left + ((right - left) * step) / Math.max(1, last);
    return (
      <div
        className={className}
        onPointerMove={onPointerMove}
        onPointerDown={onPointerMove}
        onPointerLeave={() => choose(null)}
      >
        {lines}
        <svg
          viewBox={`0 0 ${width} ${height}`}
          aria-hidden="true"
          className="pointer-events-none absolute inset-0 size-full"
        >
          {chosen !== null && (
            <path d={`M${x} ${margin.top}V${height - margin.bottom}`} className="stroke-ink-soft" />
          )}
        </svg>
      </div>
    );
  };

  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm tabular-nums">
        <li className="min-w-26 font-medium">{names[step]}</li>
        {values.map(({ name, look, value }) => (
          <li key={name} className="flex items-center gap-1.5 text-ink-soft">
            <svg viewBox="0 0 20 4" aria-hidden="true" className="h-1 w-5">
              <path
                d="M0 2h20"
                className={looks[look].stroke}
                strokeWidth={looks[look].width}
                strokeDasharray={looks[look].dash}
              />
            </svg>
            {name} <strong className="font-medium text-ink">{value}</strong>
          </li>
        ))}
      </ul>
      <div
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={step}
        aria-valuetext={`${names[step] ?? ""}: ${values.map(({ name, value }) => `${name} ${value}`).join(", ")}`}
        onKeyDown={onKeyDown}
        onBlur={() => choose(null)}
        className="rounded-sm"
      >
        {draw(phone, "relative md:hidden")}
        {draw(screen, "relative hidden md:block")}
      </div>
    </div>
  );
}
