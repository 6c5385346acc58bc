import { countStates, type Line, type LineState } from "./line";

const WORDS: Record<LineState, string> = {
  ok: "ok",
  warning: "warning",
  wrong: "WRONG",
  skipped: "skipped",
  unknown: "unknown",
};

/** The lines for a terminal, by subject, and a summary at the end. */
export function printLines(lines: readonly Line[]): string {
  const subjects = [...new Set(lines.map(({ subject }) => subject))];
  const blocks = subjects.map((subject) => {
    const own = lines.filter((line) => line.subject === subject);
    const texts = own.map(({ state, name, found, right, fix }) => {
      const first = `  ${WORDS[state].padEnd(8)} ${name}: ${found}`;
      return fix
        ? [first, `           Right: ${right}`, `           Fix: ${fix}`].join("\n")
        : first;
    });
    return [subject, ...texts].join("\n");
  });
  const { ok, wrong, warning, unknown } = countStates(lines);
  const summary = `${ok} right, ${wrong} wrong, ${warning} warnings, ${unknown} could not be checked.`;
  return [...blocks, summary].join("\n\n");
}
