import "server-only";
import { record } from "../audit/record";
import {
  type AddressChange,
  db,
  inTransaction,
  type Tx,
  type User,
  type Verification,
} from "../db";
import { liftSuppression } from "../email/suppressions";
import { type InspectedLink, inspectLink } from "../verification/inspect-link";
import { releaseUnconfirmedAddress } from "./release-unconfirmed-address";
import type { Origin } from "../request/origin";
import { retryOnConflict } from "../retry-on-conflict";
import { revokeAccess } from "../credentials/revoke-access";

const LIVE = { usedAt: null, voidedAt: null };

type Dead = { outcome: Exclude<InspectedLink["state"], "live"> };

/** What an undo link takes back. */
export type Undoable =
  { kind: "address_change"; change: AddressChange } | { kind: "deletion"; user: User };

/** The link that takes something back, looked up. Changes nothing. */
export async function inspectUndoLink(
  token: string,
  now = new Date(),
): Promise<({ outcome: "live"; verification: Verification } & Undoable) | Dead> {
  const link = await inspectLink(token, "undo-link", now);
  if (link.state !== "live") return { outcome: link.state };
  const { verification } = link;
  const { addressChangeId, userId } = verification;
  const change =
    addressChangeId && (await db.addressChange.findUnique({ where: { id: addressChangeId } }));
  if (change) return { outcome: "live", verification, kind: "address_change", change };
  const user = userId && (await db.user.findUnique({ where: { id: userId } }));
  if (user) return { outcome: "live", verification, kind: "deletion", user };
  return { outcome: "unknown" };
}

/** Uses the link up, once. The user's row is locked first, so that changes take turns. */
async function use(tx: Tx, { id }: Verification, userId: string, now: Date): Promise<boolean> {
  await tx.$executeRaw`SELECT id FROM "user" WHERE id = ${userId}::uuid FOR UPDATE`;
  const { count } = await tx.verification.updateMany({
    where: { id, usedAt: null, voidedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1;
}

/** Links that would take the account back to where a thief had moved it before. */
async function voidLaterUndoLinks(tx: Tx, change: AddressChange, now: Date): Promise<void> {
  await tx.verification.updateMany({
    where: {
      purpose: "undo_address_change",
      addressChange: { userId: change.userId, createdAt: { gt: change.createdAt } },
      usedAt: null,
      voidedAt: null,
    },
    data: { voidedAt: now },
  });
}

/** Ends a deletion that was asked for after the change, and so by whoever had made it. */
async function voidLaterDeletion(tx: Tx, userId: string, since: Date, now: Date) {
  const { count } = await tx.verification.updateMany({
    where: { userId, purpose: "undo_deletion", createdAt: { gte: since }, ...LIVE },
    data: { voidedAt: now },
  });
  return count > 0;
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
    await tx.verification.updateMany({
      where: { addressChangeId: id, purpose: "change_address", usedAt: null, voidedAt: null },
      data: { voidedAt: now },
    });
    if (count > 0) await record(tx, { ...audited, name: "address_change_cancelled" }, now);
    return "cancelled";
  }
  if (!(await releaseUnconfirmedAddress(tx, change.oldAddress, userId, now))) return "taken";
  const isDeletionUndone = await voidLaterDeletion(tx, userId, confirmedAt, now);
  // Whoever moved the account knew its password, so it opens nothing any more.
  const restored = { address: change.oldAddress, originalAddress: change.oldOriginalAddress };
  const data = { ...restored, passwordHash: null, ...(isDeletionUndone && { eraseAt: null }) };
  await tx.user.updateMany({ where: { id: userId }, data });
  await tx.addressChange.updateMany({ where: { id }, data: { undoneAt: now } });
  await voidLaterUndoLinks(tx, change, now);
  await revokeAccess(tx, { userId }, now);
  await liftSuppression(tx, change.oldAddress, "recovery");
  await record(tx, { ...audited, name: "address_change_undone" }, now);
  if (isDeletionUndone) await record(tx, { ...audited, name: "deletion_undone" }, now);
  return "restored";
}

type Undone = { outcome: "cancelled" | "restored" | "kept" | "taken" };

/**
 * Takes a change of address or a deletion back, by the link that only the old mailbox got.
 * - "cancelled": the change had not happened yet
 * - "restored": the old address is back, every session has ended, the password is void, and a
 *   deletion that was asked for since is taken back, too
 * - "kept": the account is not deleted
 * - "taken": somebody else has confirmed the old address since; nothing changed
 */
export async function undo(
  token: string,
  origin: Origin,
  now = new Date(),
): Promise<Undone | Dead> {
  const link = await inspectUndoLink(token, now);
  if (link.outcome !== "live") return link;
  const takeBack = async (tx: Tx): Promise<Undone | { outcome: "used" }> => {
    const userId = link.kind === "deletion" ? link.user.id : link.change.userId;
    if (!(await use(tx, link.verification, userId, now))) return { outcome: "used" };
    if (link.kind === "address_change")
      return { outcome: await undoAddressChange(tx, link.change, origin, now) };
    const kept = { where: { id: userId }, data: { eraseAt: null } };
    await tx.user.updateMany(kept);
    await record(tx, { userId, name: "deletion_undone", actor: "owner", origin }, now);
    return { outcome: "kept" };
  };
  // Somebody may register the old address this very moment.
  return retryOnConflict(() => inTransaction(takeBack));
}
