import { PARTS, sumOfParts } from "./cpu-by-part";
import type { StatementCount } from "./bench-database";
import type { Column, Findings } from "./figures-file";
import { FLOOR_TITLES, type FloorName } from "./floors";
import { OPERATIONS } from "./operations";
import { FIGURES, type Figure } from "./single-figures";

/** One line of the table of enumeration: what was measured, what came out, what is asked for. */
export interface Line {
  measure: string;
  result: string;
  target: string;
  isMet: boolean;
}

/** The table for a terminal. */
export function tableOf(lines: Line[]): string {
  const rows = lines.map((line) => [line.measure, line.result, line.target, verdictOn(line.isMet)]);
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

const verdictOn = (isMet: boolean) => (isMet ? "met" : "MISSED");

/** Three digits, as more are noise. */
function digits(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return "";
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 2);
}

const rightFrom = (first: number, row: string[]) => row.map((_, n) => n).filter((n) => n >= first);

/** CPU milliseconds of each operation by part, and how many times its floor that is. */
export function cpuTable({ floors, operations }: Findings): string {
  const head = ["CPU ms each", ...PARTS, "all", "floor", "× floor", "SQL", "SQL ms"];
  const rows = OPERATIONS.flatMap(({ name, title, floors: names }) => {
    const measured = operations[name];
    if (!measured) return [];
    const all = sumOfParts(measured.cpu);
    const floor = names.reduce((sum, each) => sum + (floors[each]?.cpu ?? NaN), 0);
    const parts = PARTS.map((part) => digits(measured.cpu[part]));
    return [
      [
        title,
        ...parts,
        digits(all),
        digits(floor),
        digits(all / floor),
        measured.statements.toFixed(1),
        digits(measured.statementsMs),
      ],
    ];
  });
  return columnsOf([head, ...rows], rightFrom(1, head));
}

/** The floors of this run. */
export function floorTable({ floors }: Findings): string {
  const rows = Object.entries(floors).map(([name, { perSecond, cpu }]) => [
    FLOOR_TITLES[name as FloorName],
    digits(perSecond),
    digits(cpu),
  ]);
  return columnsOf([["floor", "a second", "CPU ms"], ...rows], [1, 2]);
}

/** Rates against their targets, on a durable disk, and as they were in the kept columns. */
export function rateTable({ operations }: Findings, kept: Record<string, Column>): string {
  const olds = Object.entries(kept);
  const head = [
    "a second",
    "now",
    "durable",
    "target",
    "",
    ...olds.flatMap(([name]) => [name, "CPU"]),
  ];
  const rows = OPERATIONS.flatMap(({ name, title, target }) => {
    const measured = operations[name];
    if (!measured) return [];
    const verdict = target === undefined ? "" : verdictOn(measured.perSecond >= target);
    const before = olds.flatMap(([, column]) => {
      const old = column.operations[name];
      return [digits(old?.perSecond), digits(old && sumOfParts(old.cpu))];
    });
    const { perSecond, durablePerSecond } = measured;
    const wanted = target === undefined ? "" : String(target);
    return [[title, digits(perSecond), digits(durablePerSecond), wanted, verdict, ...before]];
  });
  return columnsOf(
    [head, ...rows],
    rightFrom(1, head).filter((n) => n !== 4),
  );
}

/** Figures that are no rates. */
export function figureTable({ figures }: Findings, kept: Record<string, Column>): string {
  const olds = Object.entries(kept);
  const head = ["", "now", "", "at most", "", ...olds.map(([name]) => name)];
  const all: Figure[] = Object.values(FIGURES).flat();
  const rows = all.flatMap(({ name, title, unit, target }) => {
    const value = figures[name];
    if (value === undefined) return [];
    const verdict = target === undefined ? "" : verdictOn(value <= target);
    const before = olds.map(([, column]) => digits(column.figures[name]));
    return [
      [title, digits(value), unit, target === undefined ? "" : String(target), verdict, ...before],
    ];
  });
  return columnsOf([head, ...rows], [1, 3, ...rightFrom(5, head)]);
}

/** Where the kept columns come from. */
export function sourcesOf(kept: Record<string, Column>): string {
  return Object.entries(kept)
    .map(
      ([name, { commit, date, machine, people, foreignLoad }]) =>
        `${name}: ${commit}, ${date}, ${machine}, ${people} people, ${foreignLoad} cores used by others`,
    )
    .join("\n");
}

/** What an operation asked of the database. */
export function statementTable(statements: StatementCount[], count: number): string {
  const rows = statements.map(({ text, calls, milliseconds }) => [
    (calls / count).toFixed(2),
    (milliseconds / calls).toFixed(3),
    text.replace(/\s+/g, " ").slice(0, 100),
  ]);
  return columnsOf([["each", "ms", "statement of the app"], ...rows], [0, 1]);
}
