import "server-only";
import type { Tx } from "../db";

/** The PostgreSQL channel on which changes of registrations are announced. */
export const REGISTRATION_CHANGED = "registration_changed";

/** Tells waiting pages, once the transaction commits, that a registration has changed. */
export async function announce(tx: Tx, registrationId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${REGISTRATION_CHANGED}, ${registrationId})`;
}
