import { expect } from "vitest";
import { authenticate } from "@/lib/sign-in/authenticate";
import { db } from "@/lib/db";
import { mailsTo } from "./inbox";
import { aBrowser, anAddress, ORIGIN, PASSWORD } from "./registrations";

/** An address with capitals, and the same as people type it the next time. */
export function twoSpellings(): [string, string] {
  const address = anAddress("Ada.Lovelace");
  return [address, address.toLowerCase()];
}

export const signIn = (address: string, password = PASSWORD) =>
  authenticate({
    ...{ address, originalAddress: address, password, origin: ORIGIN },
    browserKeyHash: aBrowser(),
  });

/**
 * An account from before one spelling stood for all: its address differs from another by case only.
 */
export async function anOldAccountOf(address: string) {
  const { passwordHash } = await db.registration.findFirstOrThrow({ orderBy: { id: "desc" } });
  const data = { address, originalAddress: address, passwordHash, confirmedAt: new Date() };
  return (await db.user.create({ data })).id;
}

/** The one email that a mailbox has got, which went to exactly this spelling. */
export async function theMailTo(address: string) {
  const mails = await mailsTo(address);
  expect(mails.map(({ to }) => to)).toEqual([[address]]);
  return mails[0]!;
}

export const usersOf = (address: string) =>
  db.$queryRaw<{ address: string }[]>`
    SELECT address FROM "user" WHERE lower(address) = lower(${address}) ORDER BY id`;
