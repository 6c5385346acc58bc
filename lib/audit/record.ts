import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { Origin } from "../request/origin";
import type { AuditActor, Tx } from "../db";
import type { AuditEventName } from "./audit-events";

/** Who did what to whom, from where. */
export type Audited = {
  userId: string;
  name: AuditEventName;
  /** "visitor" for what anybody can do who knows the address. */
  actor: AuditActor;
  origin: Origin;
};

/**
 * Adds to the audit trail, in the transaction of the change it tells of. Takes no detail
 * on purpose: there is no place where a secret or an address could slip in.
 *
 * @returns the row's id, for an email about it
 */
export async function record(
  tx: Pick<Tx, "auditEvent">,
  { userId, name, actor, origin }: Audited,
  now: Date,
): Promise<string> {
  const id = uuidv7();
  await tx.auditEvent.createMany({
    data: { id, userId, name, actor, ...origin, createdAt: now },
  });
  return id;
}
