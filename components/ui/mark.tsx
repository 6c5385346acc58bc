import { cx } from "./cx";

export type MarkTone = "good" | "waiting" | "bad" | "neutral";

type Props = { tone: MarkTone; children: string };

const tones: Record<MarkTone, string> = {
  good: "bg-success-tint text-success",
  waiting: "bg-warning-tint text-warning",
  bad: "bg-danger-tint text-danger",
  neutral: "bg-sunken text-ink",
};

/** A state in a word; its colour only repeats what the word says. */
export function Mark({ tone, children }: Props) {
  return (
    <span
      className={cx(
        "inline-block rounded-full border border-transparent px-2.5 py-0.5 text-sm font-medium whitespace-nowrap",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
