type Props = {
  /** Names the bar for whoever hears it; also its id's stem. */
  label: string;
  done: number;
  total: number;
  /** How far it is, in words. */
  text: string;
};

/** How far something has come that takes a while. */
export function ProgressBar({ label, done, total, text }: Props) {
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <label htmlFor="progress" className="font-medium">
          {label}
        </label>
        <span className="text-sm text-ink-soft tabular-nums">{text}</span>
      </div>
      <progress
        id="progress"
        value={done}
        max={Math.max(1, total)}
        className="h-3 w-full appearance-none overflow-hidden rounded-full border-0 bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
      >
        {text}
      </progress>
    </div>
  );
}
