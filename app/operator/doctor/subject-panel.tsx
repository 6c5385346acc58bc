import { cx } from "@/components/ui/cx";
import type { Line, LineState } from "@/lib/doctor/line";
import { Panel } from "../_overview/panel";

const LOOKS: Record<LineState, { label: string; look: string }> = {
  ok: { label: "Right", look: "text-success" },
  warning: { label: "Warning", look: "text-warning" },
  wrong: { label: "Wrong", look: "font-semibold text-danger" },
  skipped: { label: "Skipped", look: "text-ink-soft" },
  unknown: { label: "Not checked", look: "text-warning" },
};

/** Where the lines of a subject begin. */
export function toPanelId(subject: string): string {
  return subject.toLowerCase().replaceAll(" ", "-");
}

type Props = { subject: string; lines: Line[] };

/** The lines of one subject. What is right takes one line; the rest says what to do. */
export function SubjectPanel({ subject, lines }: Props) {
  return (
    <Panel id={toPanelId(subject)} title={subject}>
      <ul className="divide-y divide-line text-sm">
        {lines.map(({ name, state, found, right, fix }) => (
          <li key={`${name} ${found}`} className="flex flex-col gap-1 py-2 wrap-anywhere">
            <p className="flex justify-between gap-4">
              <span className="inline-block font-medium first-letter:uppercase">{name}</span>
              <span className={cx("shrink-0", LOOKS[state].look)}>{LOOKS[state].label}</span>
            </p>
            <p className="text-ink-soft">{found}</p>
            {fix && (
              <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
                <dt className="text-ink-soft">Right</dt>
                <dd>{right}</dd>
                <dt className="text-ink-soft">Fix</dt>
                <dd>{fix}</dd>
              </dl>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
