import "server-only";
import { v7 as uuidv7 } from "uuid";
import { accountRegistered } from "@/inngest/events";
import { after } from "../clock";
import type { Tx } from "../db";
import { announce } from "../live/announce";
import { enqueue } from "../outbox/enqueue";
import { CONFIRMATION_CODE_LIFE_MS, CONFIRMATION_LINK_LIFE_MS } from "../verification/lifetimes";
import type { Origin } from "./origin";
import type { TypedAddress } from "./schemas";

/** One attempt to register, from one browser. */
export type Attempt = TypedAddress & {
  passwordHash: string;
  browserKeyHash: string;
  origin: Origin;
};

/**
 * Writes an attempt to register down, with what it needs to be confirmed and the mail
 * that asks for it. The same rows are written whether the address is new, waiting or
 * confirmed, so that the work does not tell; a confirmed one gets a verification that is
 * void from birth and the mail "you already have an account".
 */
export async function openRegistration(tx: Tx, attempt: Attempt, now: Date): Promise<string> {
  const { address, originalAddress, passwordHash, browserKeyHash, origin } = attempt;
  await tx.user.createMany({
    data: { address, originalAddress, createdAt: now },
    skipDuplicates: true,
  });
  const user = await tx.user.findUniqueOrThrow({
    where: { address },
    select: { id: true, confirmedAt: true },
  });
  const [registrationId, deliveryId] = [uuidv7(), uuidv7()];
  await tx.registration.createMany({
    data: {
      id: registrationId,
      userId: user.id,
      address,
      originalAddress,
      passwordHash,
      browserKeyHash,
      ...origin,
      createdAt: now,
    },
  });
  await tx.verification.createMany({
    data: freshVerification(registrationId, address, user.confirmedAt !== null, now),
  });
  await tx.delivery.createMany({
    data: {
      id: deliveryId,
      userId: user.id,
      registrationId,
      address,
      template: user.confirmedAt ? "already_registered" : "confirm_email",
      createdAt: now,
    },
  });
  await enqueue(tx, { name: accountRegistered.name, data: { registrationId, deliveryId } }, now);
  await announce(tx, registrationId);
  return registrationId;
}

/** A verification for a registration, with its full life before it unless it is void from birth. */
export function freshVerification(
  registrationId: string,
  address: string,
  isVoid: boolean,
  now: Date,
) {
  return {
    registrationId,
    address,
    purpose: "confirm_registration" as const,
    createdAt: now,
    expiresAt: after(now, CONFIRMATION_LINK_LIFE_MS),
    codeExpiresAt: after(now, CONFIRMATION_CODE_LIFE_MS),
    voidedAt: isVoid ? now : null,
  };
}
