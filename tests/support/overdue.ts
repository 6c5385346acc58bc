import { v7 as uuidv7 } from "uuid";
import { startEventEndpoint } from "./event-endpoint";

export type Status =
  "queued" | "sending" | "deferred" | "unknown" | "sent" | "failed" | "cancelled";

/**
 * The product with an Inngest that takes every event and runs none. Imported when its URL is
 * known: the client reads it once.
 */
export async function startOverdueProduct() {
  const inngest = await startEventEndpoint();
  process.env.INNGEST_DEV = inngest.url;
  const { db } = await import("@/lib/db");
  const { republishOverdue } = await import("@/lib/email/republish-overdue");
  const registrations = await import("./registrations");
  return {
    ...(await import("@/inngest/events")),
    ...(await import("@/inngest/publish-outbox")),
    ...(await import("@/inngest/sweep")),
    ...(await import("@/lib/email/send-email-delivery")),
    ...(await import("@/lib/email/give-up")),
    ...registrations,
    db,
    republishOverdue,
    inngest,

    async forgetAll(): Promise<void> {
      await db.delivery.deleteMany();
      await db.deliveryAttempt.deleteMany();
      await db.outboxEvent.deleteMany();
      await db.heartbeat.deleteMany();
    },

    /** Emails of one registration, which Inngest took long ago. */
    async emails(
      count: number,
      data: { status?: Status; dueAt?: Date | null; createdAt?: Date } = {},
    ): Promise<string[]> {
      const { id: registrationId, userId, address } = await registrations.aRegistration();
      await db.outboxEvent.deleteMany();
      await db.delivery.deleteMany({ where: { registrationId } });
      const mail = { registrationId, userId, address, template: "confirm_email" as const };
      const rows = Array.from({ length: count }, () => ({ id: uuidv7(), ...mail, ...data }));
      await db.delivery.createMany({ data: rows });
      return rows.map(({ id }) => id);
    },

    /** The sweep at a time, as the first one for a while. */
    async sweepAt(now: Date): Promise<number | null> {
      await db.heartbeat.deleteMany();
      return republishOverdue(now);
    },

    eventsOf: (deliveryId: string) =>
      db.outboxEvent.findMany({ where: { data: { path: ["deliveryId"], equals: deliveryId } } }),
  };
}
