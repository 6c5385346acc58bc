import type { LeasedJob } from "./job";
import type { Lease } from "./leases";

/** Names one call of the app: of this job, under this lease, and the how-manieth it is. */
export interface DispatchId {
  jobId: string;
  leaseToken: string;
  generation: number;
}

/** The name that a call carries and that its checkpoints bring back (`qi_id`). */
export function dispatchIdOf(job: LeasedJob, lease: Lease): string {
  return `${job.id}.${lease.token}.${job.generation}`;
}

const FORM = /^(\d{1,18})\.([0-9a-f-]{36})\.(\d{1,9})$/;

/** Undefined for what no call of ours carried. */
export function readDispatchId(text: string): DispatchId | undefined {
  const [, jobId, leaseToken, generation] = FORM.exec(text) ?? [];
  if (jobId === undefined || leaseToken === undefined) return undefined;
  return { jobId, leaseToken, generation: Number(generation) };
}
