import "server-only";
import { record } from "../audit/record";
import { inTransaction } from "../db";
import { requestEmail } from "../email/request-email";
import { consume, type Limited } from "../rate-limit/consume";
import { forgetFailures } from "../credentials/sign-in-throttle";
import { lockUserRow } from "../mailbox/lock-user-row";
import { type DeadLink, inspectLink } from "../verification/inspect-link";
import { useVerification } from "../verification/use-verification";
import { voidVerifications } from "../verification/void-verifications";
import { rememberBrowser } from "../credentials/known-browsers";
import type { Origin } from "../request/origin";
import { hashPassword } from "../credentials/password-hash";
import { judgeNewPassword, type WeakPassword } from "../credentials/judge-new-password";
import { revokeAccess } from "../credentials/revoke-access";

/** The link of a recovery email, looked up: whose password it changes. Changes nothing. */
export async function inspectResetLink(
  token: string,
  now = new Date(),
): Promise<
  | { outcome: "live"; verificationId: string; userId: string; address: string }
  | (DeadLink & { verificationId?: string })
> {
  const link = await inspectLink(token, "reset-link", (verification) => verification, now);
  if (link.outcome === "expired")
    return { outcome: "expired", verificationId: link.verificationId };
  if (link.outcome !== "live") return { outcome: link.outcome };
  const { id, address, passwordReset } = link.subject;
  const user = passwordReset?.user;
  // Bound to the person and the address: who moved away since is not met by it, nor is who moved
  // in.
  if (user?.address !== address) return { outcome: "void" };
  return { outcome: "live", verificationId: id, userId: user.id, address };
}

/** Where a new password was chosen from. */
type Chooser = Origin & { browserKeyHash?: string };

/**
 * Sets a new password by the link of an email, once. Every session ends and everything else
 * that could let somebody in is void; the owner is told by email and signs in anew (OWASP
 * Forgot Password sheet: no sign-in by the link itself). Their browser is known from now on
 * and its failed sign-ins are forgotten, so that no stranger keeps them from signing in.
 */
export async function resetPassword(
  token: string,
  password: string,
  { browserKeyHash, ...origin }: Chooser,
  now = new Date(),
): Promise<{ outcome: "reset" } | WeakPassword | Limited | DeadLink> {
  const link = await inspectResetLink(token, now);
  if (link.outcome !== "live") return { outcome: link.outcome };
  const { verificationId, userId, address } = link;
  const counted = await consume([
    { limit: "passwords_from_ip", key: origin.ip },
    { limit: "passwords_for_link", key: verificationId },
  ]);
  if (counted.outcome === "limited") return counted;
  // As long as without a second factor: whoever has the link is not told that there is one.
  const weak = await judgeNewPassword(password, { address });
  if (weak) return weak;
  const passwordHash = await hashPassword(password);
  return inTransaction(async (tx) => {
    // Two links of one person take turns here, and the second finds itself void.
    const user = await lockUserRow(tx, userId);
    if (user?.address !== address || !user.confirmedAt || user.eraseAt) {
      await voidVerifications(tx, { id: verificationId }, now);
      return { outcome: "void" };
    }
    if (!(await useVerification(tx, verificationId, now))) return { outcome: "void" };
    await tx.user.updateMany({ where: { id: userId }, data: { passwordHash } });
    await revokeAccess(tx, { userId }, now);
    if (browserKeyHash) {
      await rememberBrowser(tx, userId, browserKeyHash, now);
      await forgetFailures(tx, { userId, knownBrowser: browserKeyHash });
    }
    const audited = { userId, name: "password_reset", actor: "owner", origin } as const;
    const auditEventId = await record(tx, audited, now);
    const mail = { userId, address, template: "password_changed" } as const;
    const about = { auditEventId };
    await requestEmail(tx, { ...mail, event: "account/password-changed", about }, now);
    return { outcome: "reset" };
  });
}
