import "server-only";
import type { AuditEventName } from "../audit/audit-events";
import { record } from "../audit/record";
import type { Tx } from "../db";
import { requestEmail } from "../email/request-email";
import type { Origin } from "../request/origin";

/** What of the second factors its owner is told by email. */
export const REPORTED_CHANGES = [
  "app_added",
  "app_removed",
  "passkey_added",
  "passkey_removed",
  "passkey_clone_suspected",
  "phone_added",
  "phone_removed",
  "recovery_codes_renewed",
  "recovery_code_used",
  "second_factor_locked",
] as const satisfies AuditEventName[];

export type ReportedChange = (typeof REPORTED_CHANGES)[number];

type Owner = { id: string; address: string };

/**
 * Writes a change of the second factors into the trail and tells the owner by email, who can lock
 * the account from there.
 */
export async function reportChange(
  tx: Tx,
  { id: userId, address }: Owner,
  name: ReportedChange,
  origin: Origin,
  now: Date,
): Promise<void> {
  const about = { auditEventId: await record(tx, { userId, name, actor: "owner", origin }, now) };
  const mail = { userId, address, template: "second_factor_changed" } as const;
  await requestEmail(tx, { ...mail, event: "account/second-factor-changed", about }, now);
}
