import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { SignedIn } from "../credentials/check-password";
import { lockUsableAccount } from "../credentials/lock-usable-account";
import { db, type Tx } from "../db";
import { type ParsedNumber, parsePhoneNumber } from "../phone/phone-number";
import { checkPhoneCode, consumePhoneCode } from "../phone-code/check-phone-code";
import { type PhoneCodeRequest, requestPhoneCode } from "../phone-code/request-phone-code";
import type { Limited } from "../rate-limit/consume";
import type { Origin } from "../request/origin";
import { type Added, reportAdded } from "./factors";

/** A browser in which somebody waits for a code by text message. */
type Waiting = { userId: string; browserKeyHash: string; origin: Origin };

/** Sends a code to a number that somebody wants to add: it has to be theirs. */
export async function requestNewPhone(
  waiting: Waiting,
  typed: string,
  now = new Date(),
): Promise<PhoneCodeRequest | Exclude<ParsedNumber, { outcome: "right" }>> {
  const parsed = parsePhoneNumber(typed);
  if (parsed.outcome !== "right") return parsed;
  return requestPhoneCode({ ...waiting, number: parsed.number, purpose: "enrol" }, now);
}

type NewPhone = SignedIn & { browserKeyHash: string; phoneCodeId: string; code: string };

/**
 * Adds a phone by the code that was sent to it. A phone that was there before is replaced. "dead"
 * when the code expired, was replaced by a newer one, or was tried too often.
 */
export async function confirmPhone(
  { phoneCodeId, code, browserKeyHash, ...who }: NewPhone,
  now = new Date(),
): Promise<Added | { outcome: "wrong"; attemptsLeft: number } | { outcome: "dead" } | Limited> {
  const { userId, origin } = who;
  const asked = { userId, phoneCodeId, browserKeyHash, purpose: "enrol", ip: origin.ip } as const;
  const add = async (tx: Tx, number: string): Promise<Added | { outcome: "dead" }> => {
    const user = await lockUsableAccount(tx, userId);
    if (!user) return { outcome: "dead" };
    await tx.secondFactor.deleteMany({ where: { userId, kind: "phone" } });
    const phone = { id: uuidv7(), userId, kind: "phone", number } as const;
    await tx.secondFactor.create({ data: { ...phone, createdAt: now, confirmedAt: now } });
    return reportAdded(tx, user, "phone", who, now);
  };
  const checked = await checkPhoneCode(
    { ...asked, code },
    (tx, phoneCode) => add(tx, phoneCode.number),
    now,
  );
  return checked.outcome === "right" ? checked.done : checked;
}

const phoneOf = (client: Pick<Tx, "secondFactor">, userId: string) =>
  client.secondFactor.findFirst({ where: { userId, kind: "phone", confirmedAt: { not: null } } });

/** Sends a code to the phone of an account, for a sign-in. "off" as well when it has none. */
export async function requestSignInCode(
  waiting: Waiting,
  now = new Date(),
): Promise<PhoneCodeRequest> {
  const phone = await phoneOf(db, waiting.userId);
  const parsed = phone?.number ? parsePhoneNumber(phone.number) : null;
  if (parsed?.outcome !== "right") return { outcome: "off" };
  return requestPhoneCode({ ...waiting, number: parsed.number, purpose: "sign_in" }, now);
}

/** A code that was typed for a sign-in. */
type TypedCode = { phoneCodeId: string; browserKeyHash: string; code: string };

/** Whether a code is the one that was sent to the phone that the account has now. */
export async function provePhone(
  tx: Tx,
  userId: string,
  { phoneCodeId, browserKeyHash, code }: TypedCode,
  now: Date,
): Promise<boolean> {
  const phone = await phoneOf(tx, userId);
  const sent = await tx.phoneCode.findUnique({ where: { id: phoneCodeId } });
  // A phone that was replaced since proves nothing.
  if (!phone || sent?.number !== phone.number) return false;
  const typed = { phoneCodeId, userId, purpose: "sign_in", browserKeyHash, code } as const;
  if (!(await consumePhoneCode(tx, typed, now))) return false;
  await tx.secondFactor.updateMany({ where: { id: phone.id }, data: { lastUsedAt: now } });
  return true;
}
