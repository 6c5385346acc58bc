import "server-only";
import { record } from "../audit/record";
import { db, inTransaction, type Tx } from "../db";
import { liftSuppression, suppress } from "../email/suppressions";
import { type BadLink, inspectNotMeLink } from "../verification/inspect-link";
import { voidVerifications } from "../verification/void-verifications";
import { cancelPasswordReset } from "../password-reset/cancel-password-reset";
import { cancelRegistration } from "../registration/cancel";
import { voidPassword } from "./void-password";
import { emailSubject, stoppedBy } from "./inspect-report-link";
import type { Origin } from "../request/origin";

/** Ends a change of address that waits; false when the account has moved already. */
async function cancelChange(tx: Tx, id: string, origin: Origin, now: Date): Promise<boolean> {
  await voidVerifications(tx, { addressChangeId: id, purpose: "change_address" }, now);
  const [change] = await tx.addressChange.updateManyAndReturn({
    where: { id, confirmedAt: null, cancelledAt: null },
    data: { cancelledAt: now, cancelReason: "reported" },
    select: { userId: true },
  });
  if (!change) return (await tx.addressChange.count({ where: { id, confirmedAt: null } })) > 0;
  const audited = { ...change, name: "address_change_cancelled", actor: "visitor" } as const;
  await record(tx, { ...audited, origin }, now);
  return true;
}

/**
 * "This was not me", pressed by whoever reads the mailbox: what the email was about is
 * cancelled. With `stopsEmails`, that kind of email stops for 30 days as well.
 *
 * "too_late" when it has happened already (a registration that was confirmed, a new password
 * that was chosen, a password that was changed again since): then nothing is done.
 */
export async function reportUnrequestedEmail(
  token: string,
  origin: Origin,
  { stopsEmails = false, now = new Date() } = {},
): Promise<{ outcome: "reported" | "too_late" | BadLink["outcome"] }> {
  const link = await inspectNotMeLink(token);
  if (link.outcome !== "genuine") return link;
  const { delivery } = link;
  const { registrationId, passwordResetId, addressChangeId, address } = delivery;
  const kind = stoppedBy(emailSubject(delivery));
  return inTransaction(async (tx) => {
    let isDone = true;
    if (registrationId) isDone = await cancelRegistration(tx, registrationId, origin, now);
    else if (passwordResetId) isDone = await cancelPasswordReset(tx, passwordResetId, origin, now);
    else if (addressChangeId) isDone = await cancelChange(tx, addressChangeId, origin, now);
    else isDone = await voidPassword(tx, delivery, origin, now);
    if (!isDone) return { outcome: "too_late" };
    if (stopsEmails && kind) await suppress(tx, address, kind, now);
    return { outcome: "reported" };
  });
}

/** Lets the kind of email through again that the same link had stopped. */
export async function allowEmailsAgain(token: string): Promise<void> {
  const link = await inspectNotMeLink(token);
  if (link.outcome !== "genuine") return;
  const kind = stoppedBy(emailSubject(link.delivery));
  if (kind) await liftSuppression(db, link.delivery.address, kind);
}
