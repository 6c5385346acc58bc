/** One line of the table: what was measured, what came out, what is asked for. */
export interface Line {
  measure: string;
  result: string;
  /** From the design; empty where it asks for nothing. */
  target: string;
  isMet?: boolean;
}

/** The table for a terminal. */
export function tableOf(lines: Line[]): string {
  const rows = lines.map((line) => [line.measure, line.result, line.target, verdictOn(line)]);
  return columnsOf([["measure", "result", "target", ""], ...rows], [1]);
}

/** Rows as columns, with a rule below the first row; figures stand to the right. */
export function columnsOf(rows: string[][], figures: number[]): string {
  const widths = (rows[0] ?? []).map((_, n) => Math.max(...rows.map((row) => row[n]?.length ?? 0)));
  const printed = rows.map((row) =>
    row
      .map((cell, n) =>
        figures.includes(n) ? cell.padStart(widths[n] ?? 0) : cell.padEnd(widths[n] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  printed.splice(1, 0, "-".repeat(Math.max(...printed.map((line) => line.length))));
  return printed.join("\n");
}

function verdictOn({ isMet }: Line): string {
  if (isMet === undefined) return "";
  return isMet ? "met" : "MISSED";
}
