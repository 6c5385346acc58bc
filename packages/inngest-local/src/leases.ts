import type { Database, Statement } from "./database";

/** What this runner holds jobs by: no other has its token, and it renews in time. */
export interface Lease {
  token: string;
  ms: number;
}

const RENEW: Statement = {
  name: "renew-leases",
  text: "UPDATE job SET due_at = $3 WHERE id = ANY($1::bigint[]) AND lease_token = $2",
};

const RELEASE: Statement = {
  name: "release-jobs",
  text: "UPDATE job SET lease_token = NULL, due_at = $3 WHERE id = ANY($1::bigint[]) AND lease_token = $2",
};

/** Keeps the jobs that this runner still works on from being taken by another. */
export async function renewLeases(
  database: Database,
  jobIds: readonly string[],
  token: string,
  untilMs: number,
): Promise<void> {
  if (jobIds.length === 0) return;
  await database.query(RENEW, [jobIds, token, new Date(untilMs)]);
}

/** Gives jobs back that were not begun; the next runner finds them due. */
export async function releaseJobs(
  database: Database,
  jobIds: readonly string[],
  token: string,
  nowMs: number,
): Promise<void> {
  await database.query(RELEASE, [jobIds, token, new Date(nowMs)]);
}
