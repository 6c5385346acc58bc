import { randomUUID } from "node:crypto";
import { after } from "@/lib/clock";
import { startFeedback } from "./feedback";
import { sesEvents } from "./ses-events";

/** The moment at which a test begins, and moments from there. */
export const start = new Date();
export const at = (milliseconds: number) => after(start, milliseconds);

/** An address at a mailbox provider that nobody else has. */
export const someone = (domain = "gmail.com") => `ada-${randomUUID()}@${domain}`;

const BLOCKED = { status: "5.7.1", words: "550 5.7.1 Service unavailable; blocked using Spamhaus" };

/** The product, whose emails to a mailbox provider are refused and accepted as a test wants. */
export async function startHolds() {
  // SES tells of deliveries: an email that it only took proves nothing.
  process.env.SES_CONFIGURATION_SET = "latchkey";
  const product = await startFeedback();
  const { db } = product;
  const { sweepHolds } = await import("@/lib/email/provider-holds/sweep-holds");

  /** Somebody asks for a new password, and the email is tried. */
  async function ask(address: string, now: Date) {
    const { deliveryId, browser } = await product.aPasswordReset(address, { now });
    return { deliveryId, browser, ...(await product.sendEmailDelivery(deliveryId, now)) };
  }

  /** Somebody registers, and the email is tried. */
  async function register(address: string, now: Date) {
    const registration = await product.aRegistration({ address, now });
    const { outcome } = await product.sendEmailDelivery(registration.deliveryId, now);
    return { ...registration, outcome };
  }

  const refuse = (deliveryId: string, now: Date, words = BLOCKED) =>
    product.tell(sesEvents.bounce({ deliveryId, at: now }, "Permanent", "General", words));

  /** Emails to a provider that are refused because of us. */
  async function refusals(count: number, now: Date, domain = "gmail.com", words = BLOCKED) {
    const emails = [];
    for (let each = 0; each < count; each += 1) {
      const email = await ask(someone(domain), now);
      await refuse(email.deliveryId, now, words);
      emails.push(email);
    }
    return emails;
  }

  return {
    ...product,
    ...{ sweepHolds, ask, register, refuse, refusals },

    deliver: (deliveryId: string, now: Date) =>
      product.tell(sesEvents.delivery({ deliveryId, at: now })),

    /** A provider that has begun to refuse our emails, and whose first probe was refused as well. */
    async aHold() {
      const refused = await refusals(5, start);
      await sweepHolds(start);
      const probe = await ask(someone(), start);
      await refuse(probe.deliveryId, start);
      return [...refused, probe];
    },

    holds: () => db.providerHold.findMany(),
    tries: (deliveryId: string) => db.deliveryAttempt.count({ where: { deliveryId } }),
    eventsOf: (deliveryId: string) =>
      db.outboxEvent.count({ where: { data: { path: ["deliveryId"], equals: deliveryId } } }),

    async stateOf(deliveryId: string) {
      const { status, failureCode, dueAt } = await product.deliveryOf(deliveryId);
      return { status, failureCode, dueAt };
    },

    async forgetAll(): Promise<void> {
      await db.delivery.deleteMany();
      await db.providerHold.deleteMany();
      await db.outboxEvent.deleteMany();
    },
  };
}
