import { countStatements, setDurability, type StatementCount } from "./bench-database";
import { cpuEach, type CpuTimes, readCpu } from "./cpu-by-part";
import type { Operation } from "./operation";
import type { Bench } from "./start-bench";
import { watchDeliveries } from "./until-settled";

/** Enough for the server to have compiled what it runs often. */
const WARM_UP = 40;
export const COUNTED = 40;
/** With a durable disk it is done fewer times: that is for the rate only. */
const DURABLE_SHARE = 0.3;

export interface Measured {
  perSecond: number;
  /** CPU milliseconds for each operation. */
  cpu: CpuTimes;
  /** SQL statements of the app for each operation. */
  statements: number;
  /** Milliseconds that PostgreSQL took to run these. */
  statementsMs: number;
  /** With a PostgreSQL that waits for the disk; only where something is written. */
  durablePerSecond?: number;
}

/** Does an operation often, again while statements are counted, and again on a durable disk. */
export async function measureOperation(
  bench: Bench,
  operation: Operation,
): Promise<{ measured: Measured; statements: StatementCount[] }> {
  const { count, isWriting } = operation;
  await doTimes(bench, operation, WARM_UP);
  const { perSecond, cpu } = await doTimes(bench, operation, count);
  const { statements } = await doTimes(bench, operation, COUNTED, true);
  const sumOf = (kind: "calls" | "milliseconds") =>
    statements.reduce((sum, each) => sum + each[kind], 0) / COUNTED;
  const [calls, milliseconds] = [sumOf("calls"), sumOf("milliseconds")];
  const measured: Measured = { perSecond, cpu, statements: calls, statementsMs: milliseconds };
  if (isWriting) measured.durablePerSecond = await rateOnDurableDisk(bench, operation);
  return { measured, statements };
}

async function rateOnDurableDisk(bench: Bench, operation: Operation): Promise<number> {
  await setDurability(bench.database, "on");
  try {
    const count = Math.round(operation.count * DURABLE_SHARE);
    return (await doTimes(bench, operation, count)).perSecond;
  } finally {
    await setDurability(bench.database, "off");
  }
}

async function doTimes(bench: Bench, operation: Operation, count: number, isCounting = false) {
  const { prepare, holdsEmails } = operation;
  const work = await prepare(bench, count);
  // As a database in operation is: a prepared statement keeps the plan it was given for tables that
  // were empty until their statistics change, and reads them whole.
  await bench.database.query("ANALYZE");
  const deliveries = await watchDeliveries(bench);
  if (holdsEmails) process.kill(bench.pids.runner, "SIGSTOP");
  let perSecond = NaN;
  const doAll = async () => {
    perSecond = await work.run();
    await work.settle?.();
  };
  const before = readCpu(bench.pids);
  let statements: StatementCount[] = [];
  try {
    if (isCounting) statements = await countStatements(bench.database, doAll);
    else await doAll();
  } finally {
    if (holdsEmails) process.kill(bench.pids.runner, "SIGCONT");
  }
  const cpu = cpuEach(before, readCpu(bench.pids), count);
  bench.requests += count;
  // Emails that were held would be counted for what comes next.
  if (holdsEmails) await deliveries.untilDelivered(count);
  return { perSecond, cpu, statements };
}
