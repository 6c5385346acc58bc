import "server-only";
import { v7 as uuidv7 } from "uuid";
import { record } from "../audit/record";
import { after } from "../clock";
import { db, inTransaction, type Tx } from "../db";
import { requestMail } from "../mail/request-mail";
import { isSameMailbox } from "../mailbox/mailbox";
import { consume, type Limited } from "../rate-limit/consume";
import { mailLimits } from "../rate-limit/mail-limits";
import { ADDRESS_CHANGE_LINK_LIFE_MS, UNDO_LIFE_MS } from "../verification/lifetimes";
import type { SignedIn } from "./confirm-identity";
import type { TypedAddress } from "./schemas";
import { siteLimit } from "./site-limit";

/** The change of address that waits for its new address to be proved; null when none does. */
export function pendingAddressChange(userId: string, now = new Date()) {
  const waits = { userId, confirmedAt: null, cancelledAt: null };
  const createdAt = { gt: after(now, -ADDRESS_CHANGE_LINK_LIFE_MS) };
  return db.addressChange.findFirst({
    where: { ...waits, createdAt },
    orderBy: { createdAt: "desc" },
    select: { id: true, newOriginalAddress: true, createdAt: true },
  });
}

/** Ends the changes of a user that still wait, with their links; the undo links go too: nothing was done. */
async function endPending(tx: Tx, userId: string, now: Date): Promise<number> {
  const ended = await tx.addressChange.updateManyAndReturn({
    where: { userId, confirmedAt: null, cancelledAt: null },
    data: { cancelledAt: now },
    select: { id: true },
  });
  await tx.verification.updateMany({
    where: { addressChangeId: { in: ended.map(({ id }) => id) }, usedAt: null, voidedAt: null },
    data: { voidedAt: now },
  });
  return ended.length;
}

/** Withdraws a change of address before it is confirmed. */
export async function cancelAddressChange({ userId, origin }: SignedIn, now = new Date()) {
  await inTransaction(async (tx) => {
    if ((await endPending(tx, userId, now)) === 0) return;
    await record(tx, { userId, name: "address_change_cancelled", actor: "owner", origin }, now);
  });
}

/**
 * Asks to move an account to another address: pending until that address is proved, while
 * the old one is told and can take it back. The outcome is the same when the new address
 * has an account already: its owner learns of it by mail, and nothing can be moved there.
 */
export async function requestAddressChange(
  { userId, origin }: SignedIn,
  { address: newAddress, originalAddress: newOriginalAddress }: TypedAddress,
  now = new Date(),
): Promise<{ outcome: "requested" | "same_address" } | Limited> {
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
  if (isSameMailbox(user.address, newAddress)) return { outcome: "same_address" };
  const counted = await consume([
    { limit: "address_changes", key: userId },
    await siteLimit(),
    ...mailLimits(newAddress),
  ]);
  if (counted.outcome === "limited") return counted;
  const [id, oldAddress] = [uuidv7(), user.address];
  await inTransaction(async (tx) => {
    await endPending(tx, userId, now);
    const addresses = { oldAddress, oldOriginalAddress: user.originalAddress, newAddress };
    await tx.addressChange.createMany({
      data: { id, userId, ...addresses, newOriginalAddress, ...origin, createdAt: now },
    });
    const link = { addressChangeId: id, createdAt: now, codeExpiresAt: now };
    await tx.verification.createMany({
      data: [
        {
          ...link,
          purpose: "change_address",
          address: newAddress,
          expiresAt: after(now, ADDRESS_CHANGE_LINK_LIFE_MS),
        },
        {
          ...link,
          purpose: "undo_address_change",
          address: oldAddress,
          expiresAt: after(now, UNDO_LIFE_MS),
        },
      ],
    });
    const event = "account/address-change-requested";
    const about = { addressChangeId: id };
    const proof = { userId, address: newAddress, template: "confirm_new_address" } as const;
    await requestMail(tx, { ...proof, event, about }, now);
    const notice = { userId, address: oldAddress, template: "address_change_notice" } as const;
    await requestMail(tx, { ...notice, event, about }, now);
    await record(tx, { userId, name: "address_change_requested", actor: "owner", origin }, now);
  });
  return { outcome: "requested" };
}
