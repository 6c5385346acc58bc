import { eventType } from "inngest";
import { z } from "zod";

/**
 * Every event so far asks for one mail; the other id says what the mail is about. Whoever
 * enqueues one names it, and `DomainEvent` checks the name.
 */
const mailAbout = <Subject extends string>(subject: Subject) =>
  z.object({ deliveryId: z.uuid(), [subject]: z.uuid() } as Record<
    "deliveryId" | Subject,
    z.ZodUUID
  >);

/** Somebody registered. */
const accountRegistered = eventType("account/registered", {
  schema: mailAbout("registrationId"),
});

/** Somebody asked for the mail of their registration once more. */
const confirmationRequested = eventType("account/confirmation-requested", {
  schema: mailAbout("registrationId"),
});

/** Somebody asked for a new password, for an address that may have no account. */
const passwordResetRequested = eventType("account/password-reset-requested", {
  schema: mailAbout("passwordResetId"),
});

/** A password was changed or reset. */
const passwordChanged = eventType("account/password-changed", {
  schema: mailAbout("auditEventId"),
});

/** Somebody asked to move their account: one event for the new address, one for the old. */
const addressChangeRequested = eventType("account/address-change-requested", {
  schema: mailAbout("addressChangeId"),
});

/** An account was moved to another address. */
const addressChanged = eventType("account/address-changed", {
  schema: mailAbout("addressChangeId"),
});

/** Somebody asked to be deleted. */
const deletionRequested = eventType("account/deletion-requested", {
  schema: mailAbout("auditEventId"),
});

/** All of them: what an outbox row may hold, and what the durable function listens to. */
export const mailEvents = [
  accountRegistered,
  confirmationRequested,
  passwordResetRequested,
  passwordChanged,
  addressChangeRequested,
  addressChanged,
  deletionRequested,
] as const;

type Data = { [Event in (typeof mailEvents)[number] as Event["name"]]: z.infer<Event["schema"]> };

/** Every event the product sends, by name: what an outbox row may hold. */
export type DomainEvent = { [Name in keyof Data]: { name: Name; data: Data[Name] } }[keyof Data];
