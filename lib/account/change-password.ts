import "server-only";
import { record } from "../audit/record";
import { db, inTransaction, sql } from "../db";
import { requestEmail } from "../email/request-email";
import type { Limited } from "../rate-limit/consume";
import { checkPassword, type SignedIn, type Credentials } from "../credentials/check-password";
import { hashPassword } from "../credentials/password-hash";
import { judgeNewPassword, type WeakPassword } from "../credentials/judge-new-password";
import { revokeAccess } from "../credentials/revoke-access";
import { hasSecondFactor } from "../second-factor/has-second-factor";

/**
 * Changes the password of somebody who is signed in and knows the present one. Every session
 * ends, also theirs, of whose cookie there may be a copy: the credentials open a new one. Links
 * and codes under way are void, and the owner is told by email.
 */
export async function changePassword(
  { userId, origin }: SignedIn,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
  now = new Date(),
): Promise<
  | { outcome: "changed"; credentials: Credentials }
  | { outcome: "wrong_password" }
  | WeakPassword
  | Limited
> {
  const checked = await checkPassword(userId, currentPassword);
  if (checked.outcome !== "right") return checked;
  const [owner] = await db.$queryRaw<{ address: string; hasSecondFactor: boolean }[]>`
    SELECT address, ${hasSecondFactor(sql`u.id`)} AS "hasSecondFactor"
    FROM "user" u WHERE id = ${userId}::uuid`;
  if (!owner) return { outcome: "wrong_password" };
  const weak = await judgeNewPassword(newPassword, owner);
  if (weak) return weak;
  const { address } = owner;
  const passwordHash = await hashPassword(newPassword);
  return inTransaction(async (tx) => {
    // Only in place of the password that was checked: a reset that came between wins.
    const present = { id: userId, passwordHash: checked.passwordHash };
    const { count } = await tx.user.updateMany({ where: present, data: { passwordHash } });
    if (count === 0) return { outcome: "wrong_password" };
    await revokeAccess(tx, { userId }, now);
    const audited = { userId, name: "password_changed", actor: "owner", origin } as const;
    const about = { auditEventId: await record(tx, audited, now) };
    const mail = { userId, address, template: "password_changed" } as const;
    await requestEmail(tx, { ...mail, event: "account/password-changed", about }, now);
    return { outcome: "changed", credentials: { userId, passwordHash } };
  });
}
