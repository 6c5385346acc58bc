import "server-only";
import { db } from "../db";
import { type BadLink, type InspectedLink, inspectLink } from "../verification/inspect-link";

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

/** A link that can do nothing (any more), and why. */
export type DeadLink = { outcome: Exclude<InspectedLink["state"], "live"> };

/** The link that confirms a registration, looked up. Changes nothing. */
export async function inspectRegistrationLink(
  token: string,
  now: Date,
): Promise<
  BadLink | { state: "live" | "used" | "void" | "expired"; registration: LinkedRegistration }
> {
  const link = await inspectLink(token, "confirm-link", now);
  if (!("verification" in link)) return link;
  const { verification } = link;
  const registration =
    verification.registrationId &&
    (await db.registration.findUnique({ where: { id: verification.registrationId } }));
  if (!registration) return { state: "unknown" };
  return {
    state: link.state,
    registration: {
      verificationId: verification.id,
      registrationId: registration.id,
      address: verification.address,
      originalAddress: registration.originalAddress,
      registeredAt: registration.createdAt,
      browserKeyHash: registration.browserKeyHash,
      passwordHash: registration.passwordHash,
    },
  };
}
