import type { Database, Statement } from "./database";
import type { LeasedJob, MemoisedStep } from "./job";

const READ: Statement = {
  name: "read-memo",
  text: "SELECT run_id, step_id, result FROM step WHERE run_id = ANY($1) ORDER BY seq",
};

interface StepRow {
  run_id: string;
  step_id: string;
  result: string;
}

/** The steps that are through, by run, in the order in which they got there. */
export async function readMemo(
  database: Database,
  jobs: readonly LeasedJob[],
): Promise<Map<string, MemoisedStep[]>> {
  const memo = new Map<string, MemoisedStep[]>(jobs.map((job) => [job.runId, []]));
  const runs = jobs.filter((job) => job.kind === "call" && !job.starts).map((job) => job.runId);
  if (runs.length === 0) return memo;
  for (const row of await database.query<StepRow>(READ, [[...new Set(runs)]])) {
    memo.get(row.run_id)?.push({ id: row.step_id, result: row.result });
  }
  return memo;
}
