import type { Context } from "./context";
import type { Database, Statement } from "./database";

/** A function as the page and the tests see it. */
export interface FunctionSummary {
  id: string;
  name: string;
  events: string[];
  crons: { expression: string; nextAt: Date | null }[];
  maxAttempts: number;
}

const TICKS: Statement = {
  name: "read-ticks",
  text: 'SELECT function_id AS "functionId", expression, next_at AS "nextAt" FROM cron',
};

/** All registered functions, with the next tick of each schedule. */
export async function describeFunctions(
  database: Database,
  context: Context,
): Promise<FunctionSummary[]> {
  const ticks = await database.query<{ functionId: string; expression: string; nextAt: Date }>(
    TICKS,
  );
  return context.catalog.functions().map((definition) => ({
    id: definition.id,
    name: definition.name,
    events: definition.triggers.map((trigger) => trigger.event),
    crons: definition.crons.map(({ source }) => {
      const tick = ticks.find(
        (row) => row.functionId === definition.id && row.expression === source,
      );
      return { expression: source, nextAt: tick?.nextAt ?? null };
    }),
    maxAttempts: definition.maxAttempts,
  }));
}
