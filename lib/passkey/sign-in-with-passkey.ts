import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { AuditEventName } from "../audit/audit-events";
import type { Credentials } from "../credentials/check-password";
import { db, inTransaction } from "../db";
import { metrics } from "../metrics/metrics";
import { consume, type Limited } from "../rate-limit/consume";
import type { Origin } from "../request/origin";
import { acceptAnswer } from "./accept-answer";
import { parseSigned } from "./answers";
import { inspectAnswer } from "./inspect-answer";

type SignedInByPasskey =
  | { outcome: "authenticated"; credentials: Credentials }
  | { outcome: "refused" | "expired" | "other_account" }
  | Limited;

/** The answer of a passkey, as the page sent it, and the browser that it came from. */
type Input = {
  answer: string;
  browserKeyHash: string;
  origin: Origin;
  /** Whose passkey it has to be; without, anybody's. */
  userId?: string;
};

/**
 * Whose passkey answered, if that lets them in: the passkey is the user's, its answer is right and
 * new, the authenticator has checked who holds it, and the account can be used and has a password.
 * After access was revoked, a passkey has to be the second factor of a sign-in by password first.
 * Anything else is "refused", whatever it was: who holds a passkey of an account that is locked
 * learns no more than somebody with none. "expired" says that the answer came too late,
 * "other_account" that the passkey is somebody else's than `userId`'s; it was not used then.
 */
export async function signInWithPasskey(
  input: Input,
  now = new Date(),
): Promise<SignedInByPasskey> {
  const counted = await consume([{ limit: "passkeys_from_ip", key: input.origin.ip }]);
  const result = counted.outcome === "limited" ? counted : await judge(input, now);
  metrics.passkeySignIns.inc({ outcome: result.outcome });
  return result;
}

async function judge(
  { answer: text, browserKeyHash, origin, userId: expectedId }: Input,
  now: Date,
): Promise<Exclude<SignedInByPasskey, Limited>> {
  const answer = parseSigned(text);
  if (!answer) return { outcome: "refused" };
  const passkey = await db.secondFactor.findUnique({
    where: { credentialId: answer.id, confirmedAt: { not: null } },
    include: { user: true },
  });
  if (!passkey) return { outcome: "refused" };
  if (expectedId && passkey.userId !== expectedId) return { outcome: "other_account" };
  const judged = await inspectAnswer(
    answer,
    passkey,
    { use: "sign-in", browserKeyHash },
    true,
    now,
  );
  if (judged.outcome === "expired") return { outcome: "expired" };
  const { id: userId, passwordHash, confirmedAt, lockedAt, eraseAt } = passkey.user;
  const isUsable = confirmedAt !== null && lockedAt === null && eraseAt === null;
  const isAccepted =
    judged.outcome === "right" &&
    isUsable &&
    (await inTransaction((tx) => acceptAnswer(tx, passkey, judged, true, origin, now)));
  if (isAccepted && passwordHash !== null)
    return { outcome: "authenticated", credentials: { userId, passwordHash } };
  const name: AuditEventName = "sign_in_failed";
  await db.auditEvent.createMany({
    data: { id: uuidv7(), userId, name, actor: "visitor", ...origin, createdAt: now },
  });
  return { outcome: "refused" };
}
