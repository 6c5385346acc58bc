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
  const head = { measure: "measure", result: "result", target: "target", verdict: "" };
  const rows = [head, ...lines.map((line) => ({ ...line, verdict: verdictOn(line) }))];
  const widths = (["measure", "result", "target"] as const).map((column) =>
    Math.max(...rows.map((row) => row[column].length)),
  );
  const [first = 0, second = 0, third = 0] = widths;
  const printed = rows.map(({ measure, result, target, verdict }) =>
    `${measure.padEnd(first)}  ${result.padStart(second)}  ${target.padEnd(third)}  ${verdict}`.trimEnd(),
  );
  printed.splice(1, 0, "-".repeat(first + second + third + 4));
  return printed.join("\n");
}

function verdictOn({ isMet }: Line): string {
  if (isMet === undefined) return "";
  return isMet ? "met" : "MISSED";
}
