import { availableParallelism } from "node:os";
import type { Ending } from "@latchkey/local-stack/end-on-signals";
import type { StatementCount } from "./bench-database";
import { readCpu, sumOfParts } from "./cpu-by-part";
import { cpuOfMachine, residentMemory } from "./cpu-time";
import { type Findings, readColumns, saveColumn } from "./figures-file";
import { measureFloors } from "./floors";
import { COUNTED, measureOperation } from "./measure-operation";
import { OPERATIONS } from "./operations";
import { cpuTable, figureTable, floorTable, rateTable, sourcesOf, statementTable } from "./report";
import { FIGURES, type FigureGroup, measureFigures } from "./single-figures";
import { type Bench, startBench } from "./start-bench";

export interface Wish {
  /** Names of operations and of groups of figures. */
  wanted: string[];
  /** How many people there are already. */
  people: number;
  /** Where the figures are kept; undefined keeps none. */
  column: string | undefined;
  say: (line: string) => void;
}

/** Measures what is wanted and prints it beside what was kept. */
export async function runMeasures(end: Ending, { wanted, people, column, say }: Wish) {
  const startedAt = Date.now();
  const bench = await startBench(end, people, say);
  const memory = residentMemory(bench.pids.app);
  const load = watchLoad(bench);
  const found: Findings = { floors: {}, operations: {}, figures: {} };
  let statements: StatementCount[] = [];
  for (const operation of OPERATIONS.filter(({ name }) => wanted.includes(name))) {
    say(`Measuring: ${operation.title}`);
    const result = await measureOperation(bench, operation);
    found.operations[operation.name] = result.measured;
    statements = result.statements;
  }
  for (const group of Object.keys(FIGURES) as FigureGroup[]) {
    if (!wanted.includes(group)) continue;
    say(`Measuring: ${group}`);
    Object.assign(found.figures, await measureFigures[group](bench, memory));
  }
  // Work of the floors' own server would be taken for that of others.
  const foreign = load();
  if (Object.keys(found.operations).length > 0)
    found.floors = await measureFloors(bench.passwordHash, say);

  const kept = readColumns();
  const tables = [
    ...(Object.keys(found.operations).length > 0
      ? [cpuTable(found), rateTable(found, kept), floorTable(found)]
      : []),
    ...(Object.keys(found.figures).length > 0 ? [figureTable(found, kept)] : []),
    ...(wanted.length === 1 && statements.length > 0 ? [statementTable(statements, COUNTED)] : []),
  ];
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  console.log(`\n${tables.join("\n\n")}\n\n${sourcesOf(kept)}`);
  console.log(
    `\n${seconds} s on ${availableParallelism()} cores, of which other programs used ${foreign.toFixed(1)}`,
  );
  if (column !== undefined) saveColumn(column, found, people, Number(foreign.toFixed(1)));
}

/** Tells how many processors were used by others than the bench and its parts since it was asked for. */
function watchLoad({ pids }: Bench): () => number {
  const now = () => ({ at: Date.now(), used: cpuOfMachine() - sumOfParts(readCpu(pids)) });
  const before = now();
  return () => {
    const after = now();
    return Math.max(0, (after.used - before.used) / (after.at - before.at));
  };
}
