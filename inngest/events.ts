import { eventType } from "inngest";
import { z } from "zod";

/**
 * Says that an event was written again, and when: of two runs for the same work, the newer one
 * alone may give it up.
 */
const republishedAt = z.iso.datetime().optional();

/**
 * An event that asks for one email or text; the other id says what the email is about. Whoever
 * enqueues one names it, and `DomainEvent` checks the name.
 */
const mailAbout = <Subject extends string>(subject: Subject) =>
  z.object({ deliveryId: z.uuid(), [subject]: z.uuid(), republishedAt } as Record<
    "deliveryId" | Subject,
    z.ZodUUID
  > & { republishedAt: typeof republishedAt });

/** Somebody registered. */
const accountRegistered = eventType("account/registered", {
  schema: mailAbout("registrationId"),
});

/** Somebody asked for the email of their registration once more. */
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

/** A second factor was added or removed, or somebody fails at it. */
const secondFactorChanged = eventType("account/second-factor-changed", {
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

/** Somebody asked for a code by text message. */
export const phoneCodeRequested = eventType("account/phone-code-requested", {
  schema: mailAbout("phoneCodeId"),
});

/** An operator wants all failed emails of a kind sent once more, or those after one of them. */
export const replayRequested = eventType("operator/replay-requested", {
  schema: z.object({ actionId: z.uuid(), afterId: z.uuid().nullable(), republishedAt }),
});

/** All that ask for an email: what the function that sends them listens to. */
export const mailEvents = [
  accountRegistered,
  confirmationRequested,
  passwordResetRequested,
  passwordChanged,
  secondFactorChanged,
  addressChangeRequested,
  addressChanged,
  deletionRequested,
] as const;

type Data = { [Event in (typeof mailEvents)[number] as Event["name"]]: z.infer<Event["schema"]> };

/** Every event that asks for an email, by name. */
export type EmailEvent = { [Name in keyof Data]: { name: Name; data: Data[Name] } }[keyof Data];

/** An event that asks for a text message. */
type TextEvent = {
  name: (typeof phoneCodeRequested)["name"];
  data: z.infer<(typeof phoneCodeRequested)["schema"]>;
};

/** Every event that asks for an email or a text message. */
export type DeliveryEvent = EmailEvent | TextEvent;

/** Every event the product sends, by name: what an outbox row may hold. */
export type DomainEvent =
  | DeliveryEvent
  | { name: (typeof replayRequested)["name"]; data: z.infer<(typeof replayRequested)["schema"]> };
