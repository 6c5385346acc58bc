import "server-only";
import type { AuditEventName } from "../audit/audit-events";
import { record } from "../audit/record";
import { db, inTransaction, type PendingSignIn, type Tx, type User } from "../db";
import { lockUserRow } from "../mailbox/lock-user-row";
import { metrics } from "../metrics/metrics";
import type { Origin } from "../request/origin";
import {
  consumeFactorAttempt,
  factorGuesser,
  forgiveFactorAttempt,
} from "../second-factor/factor-throttle";
import { stopFactorRemoval } from "../second-factor/factor-removal";
import { reportChange } from "../second-factor/report-change";
import { trustUntil } from "../second-factor/trusted-browsers";
import { type Opened, openSession } from "./session-rows";

/** A sign-in that waits for its second factor, and whose it is. */
export type Pending = PendingSignIn & { user: User };

/** By what a second factor can be proved; the name of a metric's label. */
export type FactorWay = "app" | "passkey" | "phone" | "recovery_code";

/**
 * Proves a second factor of a user in a transaction: uses a code up, counts a signature. False
 * when it is wrong.
 */
export type ProveFactor = (tx: Tx, user: User, now: Date) => Promise<boolean>;

/**
 * A sign-in of this browser that waits for its second factor. Null when there is none by that id,
 * when it is over, or was begun in another browser.
 */
export function findPendingSignIn(
  id: string,
  browserKeyHash: string,
  now = new Date(),
): Promise<Pending | null> {
  return db.pendingSignIn.findFirst({
    where: { id, browserKeyHash, usedAt: null, expiresAt: { gt: now } },
    include: { user: true },
  });
}

type Completion = {
  way: FactorWay;
  prove: ProveFactor;
  /** The owner wants no second factor to be asked for in this browser for a while. */
  isTrusted?: boolean;
  origin: Origin;
  /** The session that the browser's cookie names already. */
  replacedSessionId: string | null;
};

/**
 * Completes a sign-in by its second factor. Tries count before they are judged, over all factors
 * of the user together, whether it is the sign-in's first try or another's. The proof is used up
 * in the transaction that opens the session: of two at once, one gets in.
 * - "wrong": the proof was wrong, or was used before
 * - "locked": nobody looked at it; too many were wrong
 * - "over": the sign-in was completed, took too long, or the password was replaced meanwhile
 */
export async function completeSignIn(
  pending: Pending,
  { way, prove, isTrusted = false, origin, replacedSessionId }: Completion,
  now = new Date(),
): Promise<
  | Extract<Opened, { outcome: "opened" }>
  | { outcome: "wrong" | "over" }
  | { outcome: "locked"; until: Date }
> {
  const { id, user, userId, passwordHash, browserKeyHash } = pending;
  const guesser = await factorGuesser(userId, browserKeyHash);
  const attempt = await consumeFactorAttempt(guesser, now);
  if (attempt.outcome === "locked") return attempt;
  const result = await inTransaction(async (tx) => {
    // The user's row first, as everybody who changes factors does: two that hold each other up
    // would both fail.
    await lockUserRow(tx, userId);
    // Of two answers at once the second finds it used.
    const { count } = await tx.pendingSignIn.updateMany({
      where: { id, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (count === 0) return { outcome: "over" } as const;
    if (!(await prove(tx, user, now))) {
      await tx.pendingSignIn.updateMany({ where: { id }, data: { usedAt: null } });
      const audited = { userId, name: "second_factor_failed", actor: "owner", origin } as const;
      await record(tx, audited, now);
      if (attempt.locksNow) await reportChange(tx, user, "second_factor_locked", origin, now);
      return { outcome: "wrong" } as const;
    }
    await forgiveFactorAttempt(tx, guesser);
    const browser = { browserKeyHash, origin, replacedSessionId };
    const trustedUntil = isTrusted ? trustUntil(now) : null;
    const name = pending.name as AuditEventName;
    const entry = { name, factor: "proved", trustedUntil } as const;
    const opened = await openSession({ userId, passwordHash }, browser, now, entry, tx);
    if (opened?.outcome !== "opened") return { outcome: "over" } as const;
    // Whoever proves a second factor has not lost them all.
    await stopFactorRemoval(tx, userId, "proved", { actor: "owner", origin }, now);
    if (way === "recovery_code") await reportChange(tx, user, "recovery_code_used", origin, now);
    return opened;
  });
  metrics.secondFactors.inc({ way, outcome: result.outcome });
  return result;
}
