import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { DomainEvent } from "@/inngest/events";
import type { Tx } from "../db";
import { enqueue } from "../outbox/outbox";
import type { EmailTemplate } from "./render/sources";

/** An email that a change asks for, and what it is about. */
export type Wanted = {
  userId: string | null;
  address: string;
  template: EmailTemplate;
} & (
  | { event: "account/confirmation-requested"; about: { registrationId: string } }
  | {
      event:
        "account/password-changed" | "account/second-factor-changed" | "account/deletion-requested";
      about: { auditEventId: string };
    }
  | {
      event: "account/address-change-requested" | "account/address-changed";
      about: { addressChangeId: string };
    }
);

/** Asks for an email in the transaction of the change that needs it: a delivery and its event. */
export async function requestEmail(
  tx: Tx,
  { userId, address, template, event, about }: Wanted,
  now: Date,
): Promise<void> {
  const deliveryId = uuidv7();
  await tx.delivery.createMany({
    data: { id: deliveryId, userId, address, template, createdAt: now, ...about },
  });
  const data = { deliveryId, ...about };
  await enqueue(tx, [{ name: event, data } as DomainEvent], now);
}
