import "server-only";
import { v7 as uuidv7 } from "uuid";
import { after, DAY } from "../clock";
import { db, inTransaction, type PhoneCode, type PhoneCodePurpose, type Tx } from "../db";
import { areTextsOn, type PhoneNumber } from "../phone/phone-number";
import { consume, type Limited } from "../rate-limit/consume";
import type { Use } from "../rate-limit/limits";
import { cooldownEnd } from "../rate-limit/resend-cooldown";
import type { Origin } from "../request/origin";
import { requestText } from "../text/request-text";
import { isLivePhoneCode, PHONE_CODE_LIFE_MS } from "./code";
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

type Asking = Pick<WantedPhoneCode, "userId" | "purpose" | "browserKeyHash">;

/**
 * When a browser may ask for another code: the waits grow with each one that was not used, as for
 * emails. Only its own count: somebody who knows the password must not make the owner wait. Null
 * without a wait.
 */
async function cooldownOf(
  tx: Pick<Tx, "phoneCode">,
  { userId, purpose, browserKeyHash }: Asking,
  now: Date,
): Promise<Date | null> {
  const codes = await tx.phoneCode.findMany({
    where: { userId, purpose, browserKeyHash, createdAt: { gt: after(now, -DAY) } },
    orderBy: { createdAt: "desc" },
    select: { createdAt: true, usedAt: true },
  });
  const lastUsed = codes.findIndex(({ usedAt }) => usedAt !== null);
  const unused = lastUsed < 0 ? codes : codes.slice(0, lastUsed);
  return cooldownEnd(unused.map(({ createdAt }) => createdAt));
}

/** The code that a browser waits for; null when none can be right any more. */
export async function livePhoneCode(
  { userId, purpose, browserKeyHash }: Asking,
  now = new Date(),
): Promise<PhoneCode | null> {
  const newest = await db.phoneCode.findFirst({
    where: { userId, purpose, browserKeyHash },
    orderBy: { createdAt: "desc" },
  });
  return newest && isLivePhoneCode(newest, now) ? newest : null;
}

/** The code that a page of a browser showed, whatever became of it; null for anybody else's. */
export function findPhoneCode({ userId, purpose, browserKeyHash }: Asking, id: string) {
  return db.phoneCode.findFirst({ where: { id, userId, purpose, browserKeyHash } });
}

/** From when on a browser may ask for another code. */
export async function nextPhoneCodeAt(asking: Asking, now = new Date()): Promise<Date> {
  const end = await cooldownOf(db, asking, now);
  return end && end > now ? end : now;
}

/**
 * What a code counts against. To sign in, the number is the account's own, and pumping with new
 * numbers must not lock people out: other limits count it. In a browser that is known, neither
 * do strangers who know the password, nor those on the same network.
 */
async function takeLimits(wanted: WantedPhoneCode, now: Date): Promise<Limited | null> {
  const { userId, number, purpose, browserKeyHash, origin } = wanted;
  const { e164, country } = number;
  const isNew = purpose === "enrol";
  const isKnown = !isNew && (await isKnownBrowser({ userId, browserKeyHash }));
  const asker = isKnown ? `${userId} ${browserKeyHash}` : userId;
  const isBraked = isNew && (await isPumped(country, now));
  const account: Use[] = [
    { limit: "texts_of_account_per_hour", key: asker },
    { limit: "texts_of_account_per_day", key: asker },
  ];
  const network: Use[] = [{ limit: "texts_from_ip", key: origin.ip }];
  const phone: Use[] = [
    { limit: "texts_to_number_per_hour", key: e164 },
    { limit: "texts_to_number_per_day", key: e164 },
  ];
  const toCountry = isBraked ? "texts_to_pumped_country" : "texts_to_country";
  // One after the other: what a narrower limit refuses uses nothing up of a wider one, or one
  // pumped country would take the texts of all others.
  const steps: Use[][] = [
    [...account, ...(isKnown ? [] : network), ...(isNew ? phone : [])],
    [{ limit: toCountry, key: `${purpose} ${country}` }],
    [
      { limit: "texts_on_site_per_hour", key: purpose },
      { limit: "texts_on_site_per_day", key: purpose },
    ],
  ];
  for (const uses of steps) {
    const counted = await consume(uses);
    if (counted.outcome === "limited") return counted;
  }
  return null;
}

/** Whether its owner signed in in this browser before (lib/credentials/known-browsers.ts). */
async function isKnownBrowser(which: { userId: string; browserKeyHash: string }): Promise<boolean> {
  return (await db.knownBrowser.count({ where: which })) > 0;
}

/**
 * Asks for a code by text message, for a number that is to be proved. The code, the text and its
 * event are written together; an older code for the same in this browser does nothing from then on.
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
  const limited = await takeLimits(wanted, now);
  if (limited) return limited;
  return inTransaction(async (tx) => {
    // Two presses at once take turns here, and the second finds the first one's code.
    const turn = `phone code ${userId} ${browserKeyHash} ${purpose}`;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${turn}, 0))`;
    const allowedAt = await cooldownOf(tx, wanted, now);
    if (allowedAt && allowedAt > now) return { outcome: "too_soon", allowedAt };
    await tx.phoneCode.updateMany({
      where: { userId, purpose, browserKeyHash, usedAt: null, voidedAt: null },
      data: { voidedAt: now },
    });
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
