import "server-only";
import { db } from "../db";
import { judgeLinkToken, type LinkUse, parseLinkToken } from "./link-token";

/** A genuine link's registration, as far as its holder may know it. */
export type LinkedRegistration = {
  verificationId: string;
  registrationId: string;
  address: string;
  originalAddress: string;
  registeredAt: Date;
  browserKeyHash: string;
  passwordHash: string;
};

/** What has become of a link. Only the last four are told to somebody who holds it. */
export type InspectedLink =
  | { state: "tampered" | "foreign" | "unknown" }
  | ({ state: "live" | "used" | "void" | "expired" } & { registration: LinkedRegistration });

/** Looks a link's token up. Changes nothing, however often it is done and by whom. */
export async function inspectLink(token: string, use: LinkUse, now: Date): Promise<InspectedLink> {
  const parsed = parseLinkToken(token);
  if (!parsed) return { state: "tampered" };
  const row = await db.verification.findUnique({
    where: { id: parsed.id },
    include: { registration: true },
  });
  if (!row?.registration) return { state: "unknown" };
  const judgement = judgeLinkToken(parsed, use, row);
  if (judgement !== "genuine") return { state: judgement };
  const registration = {
    verificationId: row.id,
    registrationId: row.registration.id,
    address: row.address,
    originalAddress: row.registration.originalAddress,
    registeredAt: row.registration.createdAt,
    browserKeyHash: row.registration.browserKeyHash,
    passwordHash: row.registration.passwordHash,
  };
  if (row.usedAt) return { state: "used", registration };
  if (row.voidedAt) return { state: "void", registration };
  return { state: row.expiresAt > now ? "live" : "expired", registration };
}
