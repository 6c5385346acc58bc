import "server-only";
import { inTransaction, db, type PhoneCode, type PhoneCodePurpose, type Tx } from "../db";
import { consume, type Limited } from "../rate-limit/consume";
import { CODE_ATTEMPTS } from "../verification/lifetimes";
import { isPhoneCode } from "./code";

/** A code that somebody typed, and for what. */
export type TypedPhoneCode = {
  /** Of the code that the form showed. */
  phoneCodeId: string;
  userId: string;
  purpose: PhoneCodePurpose;
  browserKeyHash: string;
  ip: string;
  code: string;
};

/** What became of it. */
export type PhoneCodeCheck<Done> =
  | { outcome: "right"; done: Done }
  | { outcome: "wrong"; attemptsLeft: number }
  /** Expired, used, replaced, tried too often, or not of this user, purpose and browser. */
  | { outcome: "dead" }
  | Limited;

/** Counts a try before it is compared, so that many at once cannot share one. */
async function countAttempt(
  client: Pick<Tx, "phoneCode">,
  { phoneCodeId: id, userId, purpose, browserKeyHash }: Omit<TypedPhoneCode, "ip">,
  now: Date,
): Promise<PhoneCode | null> {
  const isLive = { usedAt: null, voidedAt: null, expiresAt: { gt: now } };
  const [counted] = await client.phoneCode.updateManyAndReturn({
    where: {
      ...{ id, userId, purpose, browserKeyHash },
      ...isLive,
      attempts: { lt: CODE_ATTEMPTS },
    },
    data: { attempts: { increment: 1 } },
  });
  return counted ?? null;
}

/**
 * Checks a code. A right one is used up together with what it allows, so that it works once,
 * whoever types it at the same moment; a crash in between leaves both undone.
 *
 * @param whenRight what the code allows, in the transaction that uses it. What it throws undoes
 *   the use as well, but not the try
 */
export async function checkPhoneCode<Done>(
  typed: TypedPhoneCode,
  whenRight: (tx: Tx, phoneCode: PhoneCode) => Promise<Done>,
  now = new Date(),
): Promise<PhoneCodeCheck<Done>> {
  const counted = await consume([{ limit: "codes_from_ip", key: typed.ip }]);
  if (counted.outcome === "limited") return counted;
  const phoneCode = await countAttempt(db, typed, now);
  if (!phoneCode) return { outcome: "dead" };
  if (!isPhoneCode(phoneCode, typed.code))
    return { outcome: "wrong", attemptsLeft: CODE_ATTEMPTS - phoneCode.attempts };
  return inTransaction(async (tx) => {
    const { count } = await tx.phoneCode.updateMany({
      where: { id: phoneCode.id, usedAt: null, voidedAt: null },
      data: { usedAt: now },
    });
    if (count === 0) return { outcome: "dead" };
    return { outcome: "right", done: await whenRight(tx, phoneCode) };
  });
}

/**
 * Uses a code up in a transaction that goes on: true when it was right. A wrong try counts with
 * that transaction. Whoever calls limits the tries of all ways together.
 */
export async function consumePhoneCode(
  tx: Tx,
  typed: Omit<TypedPhoneCode, "ip">,
  now: Date,
): Promise<boolean> {
  const phoneCode = await countAttempt(tx, typed, now);
  if (!phoneCode || !isPhoneCode(phoneCode, typed.code)) return false;
  const { count } = await tx.phoneCode.updateMany({
    where: { id: phoneCode.id, usedAt: null, voidedAt: null },
    data: { usedAt: now },
  });
  return count === 1;
}
