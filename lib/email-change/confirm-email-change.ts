import "server-only";
import { record } from "../audit/record";
import { after } from "../clock";
import { db, inTransaction, type Tx } from "../db";
import { requestEmail } from "../email/request-email";
import { consume, type Limited } from "../rate-limit/consume";
import { type DeadLink, inspectLink } from "../verification/inspect-link";
import { UNDO_LIFE_MS } from "../verification/lifetimes";
import { useVerification } from "../verification/use-verification";
import { voidVerifications } from "../verification/void-verifications";
import { lockUsableAccount } from "../credentials/lock-usable-account";
import { releaseUnconfirmedAddress } from "./release-unconfirmed-address";
import type { Origin } from "../request/origin";
import { verifyPassword } from "../credentials/password-hash";
import { retryOnConflict } from "../retry-on-conflict";

/** Who opens the link: somebody signed in, or somebody who knows the account's password. */
export type Proof = { userId: string | null; password: string | null };

/** The link in the email to a new address, looked up with its change. Changes nothing. */
export function inspectEmailChangeLink(token: string, now = new Date()) {
  return inspectLink(token, "change-link", ({ addressChange }) => addressChange, now);
}

/**
 * Moves an account to the address its holder has just proved. The link alone is not enough:
 * whoever typed a stranger's address must not profit from that stranger's click, so it takes
 * the account's session or its password too.
 *
 * "void" also when somebody else has confirmed that address meanwhile: they keep it.
 */
export async function confirmEmailChange(
  token: string,
  proof: Proof,
  origin: Origin,
  now = new Date(),
): Promise<{ outcome: "changed" | "wrong_password" } | Limited | DeadLink> {
  const link = await inspectEmailChangeLink(token, now);
  if (link.outcome !== "live") return { outcome: link.outcome };
  const { verificationId, subject: change } = link;
  const { userId, newAddress } = change;
  let comparedHash: string | null = null;
  if (proof.userId !== userId) {
    // Whoever was signed in when the page was made is not any more: that is no try.
    if (proof.password === null) return { outcome: "wrong_password" };
    const counted = await consume([
      { limit: "passwords_from_ip", key: origin.ip },
      { limit: "passwords_for_link", key: verificationId },
    ]);
    if (counted.outcome === "limited") return counted;
    const user = await db.user.findUnique({ where: { id: userId } });
    comparedHash = user?.passwordHash ?? null;
    const isRight = await verifyPassword(comparedHash, proof.password);
    if (!isRight) return { outcome: "wrong_password" };
  }
  const move = async (tx: Tx): Promise<{ outcome: "changed" | "void" }> => {
    if (!(await lockUsableAccount(tx, userId, comparedHash))) {
      await voidVerifications(tx, { id: verificationId }, now);
      return { outcome: "void" };
    }
    if (!(await useVerification(tx, verificationId, now))) return { outcome: "void" };
    if (!(await releaseUnconfirmedAddress(tx, newAddress, userId, now))) {
      const isVoid = { usedAt: null, voidedAt: now };
      await tx.verification.updateMany({ where: { id: verificationId }, data: isVoid });
      return { outcome: "void" };
    }
    const addresses = { address: newAddress, originalAddress: change.newOriginalAddress };
    await tx.user.updateMany({ where: { id: userId }, data: addresses });
    await tx.addressChange.updateMany({ where: { id: change.id }, data: { confirmedAt: now } });
    await tx.verification.updateMany({
      where: { addressChangeId: change.id, purpose: "undo_address_change", usedAt: null },
      data: { expiresAt: after(now, UNDO_LIFE_MS) },
    });
    const mail = { userId, address: change.oldAddress, template: "address_changed" } as const;
    const about = { addressChangeId: change.id };
    await requestEmail(tx, { ...mail, event: "account/address-changed", about }, now);
    await record(tx, { userId, name: "address_changed", actor: "owner", origin }, now);
    return { outcome: "changed" };
  };
  return retryOnConflict(() => inTransaction(move));
}
