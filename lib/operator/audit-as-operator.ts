import "server-only";
import type { AuditEventName } from "../audit/audit-events";
import { record } from "../audit/record";
import type { Tx } from "../db";

/** Where an operator sits is not for the owner of the account to read. */
const UNSAID = { ip: "", userAgent: "" };

/** Tells the owner of an account, in its own trail, what an operator did to it. */
export async function auditAsOperator(
  tx: Tx,
  userId: string,
  name: AuditEventName,
  now: Date,
): Promise<string> {
  return record(tx, { userId, name, actor: "operator", origin: UNSAID }, now);
}
