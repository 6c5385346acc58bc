import "server-only";
import { v7 as uuidv7 } from "uuid";
import { record } from "../audit/record";
import { after } from "../clock";
import { db, inTransaction, type Tx } from "../db";
import { requestEmail } from "../email/request-email";
import { isSameMailbox } from "../mailbox/mailbox";
import { consume, type Limited } from "../rate-limit/consume";
import { emailLimits, siteLimits } from "../rate-limit/limits";
import { ADDRESS_CHANGE_LINK_LIFE_MS, UNDO_LIFE_MS } from "../verification/lifetimes";
import { checkPassword, type SignedIn } from "../credentials/check-password";
import { lockUsableAccount } from "../credentials/lock-usable-account";
import type { TypedAddress } from "../request/form-schemas";
import { voidVerifications } from "../verification/void-verifications";

/** The change of address that waits for its new address to be proved; null when none does. */
export function pendingEmailChange(userId: string, now = new Date()) {
  const waits = { userId, confirmedAt: null, cancelledAt: null };
  const createdAt = { gt: after(now, -ADDRESS_CHANGE_LINK_LIFE_MS) };
  return db.addressChange.findFirst({
    where: { ...waits, createdAt },
    orderBy: { createdAt: "desc" },
    select: { id: true, newAddress: true, newOriginalAddress: true, createdAt: true },
  });
}

/**
 * Ends changes of a user that still wait, with their links; the undo links go too: nothing was
 * done.
 */
async function endPending(
  tx: Tx,
  which: { userId: string; id?: string | { not: string } },
  cancelReason: "withdrawn" | "replaced",
  now: Date,
): Promise<number> {
  const ended = await tx.addressChange.updateManyAndReturn({
    where: { ...which, confirmedAt: null, cancelledAt: null },
    data: { cancelledAt: now, cancelReason },
    select: { id: true },
  });
  await voidVerifications(tx, { addressChangeId: { in: ended.map(({ id }) => id) } }, now);
  return ended.length;
}

/**
 * Withdraws a change of address before it is confirmed.
 *
 * @param id the change that the page showed: one that replaced it meanwhile is left alone
 */
export async function cancelEmailChange(
  { userId, origin }: SignedIn,
  id: string,
  now = new Date(),
): Promise<{ outcome: "withdrawn" | "not_pending" }> {
  return inTransaction(async (tx) => {
    if ((await endPending(tx, { userId, id }, "withdrawn", now)) === 0)
      return { outcome: "not_pending" };
    await record(tx, { userId, name: "address_change_cancelled", actor: "owner", origin }, now);
    return { outcome: "withdrawn" };
  });
}

/** The address to move to, and the account's password: a session alone is not enough. */
type Wish = TypedAddress & { password: string };

/**
 * Asks to move an account to another address: pending until that address is proved, while
 * the old one is told and can take it back. The outcome is the same when the new address
 * has an account already: its owner learns of it by email, and nothing can be moved there.
 *
 * @param id made with the form: the same form sent twice is one change
 */
export async function requestEmailChange(
  { userId, origin }: SignedIn,
  { address: newAddress, originalAddress: newOriginalAddress, password }: Wish,
  now = new Date(),
  id = uuidv7(),
): Promise<{ outcome: "requested" | "same_address" | "wrong_password" } | Limited> {
  if ((await db.addressChange.count({ where: { id, userId } })) > 0)
    return { outcome: "requested" };
  const checked = await checkPassword(userId, password);
  if (checked.outcome !== "right") return checked;
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
  if (isSameMailbox(user.address, newAddress)) return { outcome: "same_address" };
  const counted = await consume([
    { limit: "address_changes", key: userId },
    ...siteLimits("other_mails"),
    ...emailLimits(newAddress),
  ]);
  if (counted.outcome === "limited") return counted;
  const oldAddress = user.address;
  return inTransaction(async (tx) => {
    if (!(await lockUsableAccount(tx, userId, checked.passwordHash)))
      return { outcome: "wrong_password" };
    const addresses = { oldAddress, oldOriginalAddress: user.originalAddress, newAddress };
    const { count } = await tx.addressChange.createMany({
      data: { id, userId, ...addresses, newOriginalAddress, ...origin, createdAt: now },
      skipDuplicates: true,
    });
    if (count === 0) return { outcome: "requested" };
    await endPending(tx, { userId, id: { not: id } }, "replaced", now);
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
    await requestEmail(tx, { ...proof, event, about }, now);
    const notice = { userId, address: oldAddress, template: "address_change_notice" } as const;
    await requestEmail(tx, { ...notice, event, about }, now);
    await record(tx, { userId, name: "address_change_requested", actor: "owner", origin }, now);
    return { outcome: "requested" };
  });
}
