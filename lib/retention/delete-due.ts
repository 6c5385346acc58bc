import "server-only";
import { after, DAY } from "../clock";
import { db } from "../db";
import { log } from "../log";
import { metrics } from "../metrics/metrics";
import { retentionTable } from "./retention-table";

/** Rows a round deletes, so that no round holds its locks for long. */
const BATCH = 1_000;

/**
 * Deletes the next rows that one line of the table says are due, oldest first. Rows that
 * somebody works with this moment are left for the next round, and nobody waits for them.
 *
 * @param name which line of the table
 * @returns how many went; a full batch means there are more
 */
export async function deleteDue(
  name: string,
  now = new Date(),
  batch = BATCH,
): Promise<{ deleted: number; isMore: boolean }> {
  const rule = retentionTable.find((each) => each.name === name);
  if (!rule) throw new Error(`The retention table has no "${name}"`);
  const before = after(now, -rule.days * DAY);
  // By where a row lies, because not every table has a key of one column. The rows are locked,
  // so none moves between being found and being deleted.
  const deleted = await db.$executeRaw`
    DELETE FROM ${rule.table} WHERE ctid = ANY (ARRAY(
      SELECT t.ctid FROM ${rule.due(before)} LIMIT ${batch} FOR UPDATE OF t SKIP LOCKED))`;
  metrics.deleted.inc({ data: name }, deleted);
  if (deleted > 0)
    log.info({ data: name, deleted, before }, "what was kept long enough is deleted");
  return { deleted, isMore: deleted === batch };
}
