import "server-only";
import { after, HOUR } from "../clock";
import { db } from "../db";
import { log } from "../log";
import { PHONE_CODE_LIFE_MS } from "./code";

/** Codes of the last hours that are looked at, once nobody can use them any more. */
const LOOK_BACK_MS = 3 * HOUR;

/** Of fewer codes than this nothing can be said. */
const FEWEST_CODES = 20;

/** Of people who asked for a code themselves, nine in ten use it; of pumped ones, nobody does. */
const FEWEST_USED = 0.2;

/**
 * Whether hardly any of the newest codes for new numbers of a country was used. Whoever earns by our texts ("SMS
 * pumping") asks for many codes and types none, so few of a country's texts go out until that ends.
 */
export async function isPumped(country: string, now: Date): Promise<boolean> {
  const [counts] = await db.$queryRaw<{ asked: number; used: number }[]>`
    SELECT count(*)::int AS asked, count(used_at)::int AS used FROM phone_code
    WHERE country = ${country} AND purpose = 'enrol' AND created_at > ${after(now, -LOOK_BACK_MS)}
      AND created_at <= ${after(now, -PHONE_CODE_LIFE_MS)}`;
  const { asked, used } = counts ?? { asked: 0, used: 0 };
  if (asked < FEWEST_CODES || used >= asked * FEWEST_USED) return false;
  log.error({ country, asked, used }, "hardly any code to a country is used: few texts go there");
  return true;
}
