import "server-only";
import { v7 as uuidv7 } from "uuid";
import { after, DAY } from "../clock";
import { db, inTransaction, type PhoneCodePurpose, type Tx } from "../db";
import { areTextsOn, type PhoneNumber } from "../phone/phone-number";
import { consume, type Limited } from "../rate-limit/consume";
import { cooldownEnd } from "../rate-limit/resend-cooldown";
import type { Origin } from "../request/origin";
import { requestText } from "../text/request-text";
import { PHONE_CODE_LIFE_MS } from "./code";
import { isPumped } from "./pumped-countries";

/** Whose number is to be proved, what for, and in which browser. */
export type WantedPhoneCode = {
  userId: string;
  /** Of `parsePhoneNumber`, or a number that was proved before. */
  number: PhoneNumber;
  purpose: PhoneCodePurpose;
  /** The code works in this browser only. */
  browserKeyHash: string;
  origin: Origin;
};

/** What became of the wish for a code. */
export type PhoneCodeRequest =
  | { outcome: "requested"; phoneCodeId: string; expiresAt: Date }
  /** Another one may be asked for from then on. */
  | { outcome: "too_soon"; allowedAt: Date }
  /** Texts are switched off (SMS_COUNTRIES). */
  | { outcome: "off" }
  | Limited;

type Asking = Pick<WantedPhoneCode, "userId" | "purpose">;

/**
 * When a user may ask for another code of a purpose: the waits grow with each one that was not
 * used, as for emails. Null without a wait.
 */
async function cooldownOf(
  tx: Pick<Tx, "phoneCode">,
  { userId, purpose }: Asking,
  now: Date,
): Promise<Date | null> {
  const codes = await tx.phoneCode.findMany({
    where: { userId, purpose, createdAt: { gt: after(now, -DAY) } },
    orderBy: { createdAt: "desc" },
    select: { createdAt: true, usedAt: true },
  });
  const lastUsed = codes.findIndex(({ usedAt }) => usedAt !== null);
  const unused = lastUsed < 0 ? codes : codes.slice(0, lastUsed);
  return cooldownEnd(unused.map(({ createdAt }) => createdAt));
}

/** From when on a user may ask for another code of a purpose. */
export async function nextPhoneCodeAt(asking: Asking, now = new Date()): Promise<Date> {
  const end = await cooldownOf(db, asking, now);
  return end && end > now ? end : now;
}

/** What a text counts against. A limit that refuses takes nothing from those that others share. */
async function takeLimits({ userId, number, origin }: WantedPhoneCode, now: Date) {
  const { e164, country } = number;
  const toCountry = (await isPumped(country, now)) ? "texts_to_pumped_country" : "texts_to_country";
  return consume([
    { limit: "texts_of_account_per_hour", key: userId },
    { limit: "texts_of_account_per_day", key: userId },
    { limit: "texts_from_ip", key: origin.ip },
    { limit: "texts_to_number_per_hour", key: e164 },
    { limit: "texts_to_number_per_day", key: e164 },
    { limit: toCountry, key: country },
    { limit: "texts_on_site_per_hour", key: "all" },
    { limit: "texts_on_site_per_day", key: "all" },
  ]);
}

/**
 * Asks for a code by text message, for a number that is to be proved. The code, the text and its
 * event are written together; an older code of the same user and purpose does nothing from then on.
 * Call `after(publishOutboxSoon)` in the action.
 *
 * @param alongside what else belongs to the same change, in its transaction
 */
export async function requestPhoneCode(
  wanted: WantedPhoneCode,
  now = new Date(),
  alongside?: (tx: Tx, phoneCodeId: string) => Promise<void>,
): Promise<PhoneCodeRequest> {
  const { userId, purpose, number, browserKeyHash, origin } = wanted;
  if (!areTextsOn()) return { outcome: "off" };
  const tooSoon = await cooldownOf(db, wanted, now);
  if (tooSoon && tooSoon > now) return { outcome: "too_soon", allowedAt: tooSoon };
  const counted = await takeLimits(wanted, now);
  if (counted.outcome === "limited") return counted;
  return inTransaction(async (tx) => {
    // Two presses at once take turns here, and the second finds the first one's code.
    const turn = `phone code ${userId} ${purpose}`;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${turn}, 0))`;
    const allowedAt = await cooldownOf(tx, wanted, now);
    if (allowedAt && allowedAt > now) return { outcome: "too_soon", allowedAt };
    await voidPhoneCodes(tx, { userId, purpose }, now);
    const id = uuidv7();
    const { e164, country } = number;
    const expiresAt = after(now, PHONE_CODE_LIFE_MS);
    const facts = { id, userId, purpose, number: e164, country, browserKeyHash, ...origin };
    await tx.phoneCode.createMany({ data: { ...facts, createdAt: now, expiresAt } });
    await requestText(tx, { id, userId, number: e164 }, now);
    await alongside?.(tx, id);
    return { outcome: "requested", phoneCodeId: id, expiresAt };
  });
}

/** Voids the codes of a user that nobody has used, of one purpose or all. */
export async function voidPhoneCodes(
  tx: Tx,
  which: { userId: string; purpose?: PhoneCodePurpose },
  now: Date,
): Promise<void> {
  await tx.phoneCode.updateMany({
    where: { ...which, usedAt: null, voidedAt: null },
    data: { voidedAt: now },
  });
}
