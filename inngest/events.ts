import { eventType } from "inngest";
import { z } from "zod";

const mailRequested = z.object({ registrationId: z.uuid(), deliveryId: z.uuid() });

/** Somebody registered; `deliveryId` is the mail that answers. */
export const accountRegistered = eventType("account/registered", { schema: mailRequested });

/** Somebody asked for the mail once more. */
export const confirmationRequested = eventType("account/confirmation-requested", {
  schema: mailRequested,
});

/** Every event the product sends, by name: what an outbox row may hold. */
export type DomainEvent = {
  name: (typeof accountRegistered)["name"] | (typeof confirmationRequested)["name"];
  data: z.infer<typeof mailRequested>;
};
