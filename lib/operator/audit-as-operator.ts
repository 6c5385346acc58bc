import "server-only";
import type { AuditEventName } from "../audit/audit-events";
import { type Audited, record } from "../audit/record";
import type { Tx } from "../db";

/** An operator, in the trail of an account. Where they sit is not for its owner to read. */
export const BY_OPERATOR: Pick<Audited, "actor" | "origin"> = {
  actor: "operator",
  origin: { ip: "", userAgent: "" },
};

/** Tells the owner of an account, in its own trail, what an operator did to it. */
export async function auditAsOperator(
  tx: Tx,
  userId: string,
  name: AuditEventName,
  now: Date,
): Promise<string> {
  return record(tx, { userId, name, ...BY_OPERATOR }, now);
}
