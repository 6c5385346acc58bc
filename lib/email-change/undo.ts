import "server-only";
import { record } from "../audit/record";
import { type AddressChange, inTransaction, type Tx, type User } from "../db";
import { liftSuppression } from "../email/suppressions";
import { stopFactorRemoval } from "../second-factor/factor-removal";
import { lockUserRow } from "../mailbox/lock-user-row";
import { type DeadLink, inspectLink } from "../verification/inspect-link";
import { useVerification } from "../verification/use-verification";
import { voidVerifications } from "../verification/void-verifications";
import { dropFactorsSince } from "../second-factor/factors";
import { releaseUnconfirmedAddress } from "./release-unconfirmed-address";
import type { Origin } from "../request/origin";
import { retryOnConflict } from "../retry-on-conflict";
import { revokeAccess } from "../credentials/revoke-access";

/** What an undo link takes back. */
export type Undoable =
  | { kind: "address_change"; change: AddressChange }
  | { kind: "deletion"; user: User }
  | { kind: "factor_removal"; user: User };

/** The link that takes something back, looked up. Changes nothing. */
export function inspectUndoLink(token: string, now = new Date()) {
  return inspectLink(
    token,
    "undo-link",
    ({ purpose, addressChange: change, user }): Undoable | null => {
      if (change) return { kind: "address_change", change };
      const kind = purpose === "cancel_factor_removal" ? "factor_removal" : "deletion";
      return user && { kind, user };
    },
    now,
  );
}

async function undoAddressChange(
  tx: Tx,
  change: AddressChange,
  origin: Origin,
  now: Date,
): Promise<"cancelled" | "restored" | "taken"> {
  const { id, userId } = change;
  const { confirmedAt } = await tx.addressChange.findUniqueOrThrow({ where: { id } });
  const audited = { userId, actor: "owner", origin } as const;
  if (!confirmedAt) {
    const { count } = await tx.addressChange.updateMany({
      where: { id, cancelledAt: null },
      data: { cancelledAt: now, cancelReason: "undone" },
    });
    await voidVerifications(tx, { addressChangeId: id, purpose: "change_address" }, now);
    if (count > 0) await record(tx, { ...audited, name: "address_change_cancelled" }, now);
    return "cancelled";
  }
  if (!(await releaseUnconfirmedAddress(tx, change.oldAddress, userId, now))) return "taken";
  // A deletion that was asked for after the change, and so by whoever had made it.
  const deletions = { userId, purpose: "undo_deletion", createdAt: { gte: confirmedAt } } as const;
  const isDeletionUndone = (await voidVerifications(tx, deletions, now)) > 0;
  // Whoever moved the account knew its password, so it opens nothing any more.
  const restored = { address: change.oldAddress, originalAddress: change.oldOriginalAddress };
  const data = { ...restored, passwordHash: null, ...(isDeletionUndone && { eraseAt: null }) };
  await tx.user.updateMany({ where: { id: userId }, data });
  await tx.addressChange.updateMany({ where: { id }, data: { undoneAt: now } });
  // Links that would take the account back to where a thief had moved it before.
  const laterChanges = { userId, createdAt: { gt: change.createdAt } };
  const laterUndos = { purpose: "undo_address_change", addressChange: laterChanges } as const;
  await voidVerifications(tx, laterUndos, now);
  // A second factor of theirs would keep its owner out.
  await dropFactorsSince(tx, userId, change.createdAt);
  await revokeAccess(tx, { userId }, now);
  await liftSuppression(tx, change.oldAddress, "recovery");
  await record(tx, { ...audited, name: "address_change_undone" }, now);
  if (isDeletionUndone) await record(tx, { ...audited, name: "deletion_undone" }, now);
  return "restored";
}

type Undone = { outcome: "cancelled" | "restored" | "kept" | "taken" | "stopped" };

/**
 * Takes a change of address or a deletion back, by the link that only the old mailbox got, or
 * stops the removal of second factors.
 * - "cancelled": the change had not happened yet
 * - "restored": the old address is back, every session has ended, the password is void, and a
 *   deletion that was asked for since is taken back, too
 * - "kept": the account is not deleted
 * - "stopped": the second factors are not removed
 * - "taken": somebody else has confirmed the old address since; nothing changed
 */
export async function undo(
  token: string,
  origin: Origin,
  now = new Date(),
): Promise<Undone | DeadLink> {
  const link = await inspectUndoLink(token, now);
  if (link.outcome !== "live") return { outcome: link.outcome };
  const { verificationId, subject } = link;
  const takeBack = async (tx: Tx): Promise<Undone | { outcome: "used" }> => {
    const userId = "user" in subject ? subject.user.id : subject.change.userId;
    // First the user's row, so that changes of one account take turns.
    await lockUserRow(tx, userId);
    if (!(await useVerification(tx, verificationId, now))) return { outcome: "used" };
    if (subject.kind === "address_change")
      return { outcome: await undoAddressChange(tx, subject.change, origin, now) };
    if (subject.kind === "factor_removal") {
      await stopFactorRemoval(tx, userId, "link", { actor: "owner", origin }, now);
      return { outcome: "stopped" };
    }
    const kept = { where: { id: userId }, data: { eraseAt: null } };
    await tx.user.updateMany(kept);
    await record(tx, { userId, name: "deletion_undone", actor: "owner", origin }, now);
    return { outcome: "kept" };
  };
  // Somebody may register the old address this very moment.
  return retryOnConflict(() => inTransaction(takeBack));
}
