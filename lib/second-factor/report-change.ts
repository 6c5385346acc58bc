import "server-only";
import { record } from "../audit/record";
import type { Tx } from "../db";
import type { SecondFactorChange } from "../email/content/notice-words";
import { requestEmail } from "../email/request-email";
import type { Origin } from "../request/origin";

type Owner = { id: string; address: string };

/**
 * Writes a change of the second factors into the trail and tells the owner by email, who can lock
 * the account from there.
 */
export async function reportChange(
  tx: Tx,
  { id: userId, address }: Owner,
  name: SecondFactorChange,
  origin: Origin,
  now: Date,
): Promise<void> {
  const about = { auditEventId: await record(tx, { userId, name, actor: "owner", origin }, now) };
  const mail = { userId, address, template: "second_factor_changed" } as const;
  await requestEmail(tx, { ...mail, event: "account/second-factor-changed", about }, now);
}
