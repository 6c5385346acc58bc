import "server-only";
import { db } from "../db";

/** Remembers that a periodic job has finished. */
export async function recordHeartbeat(
  name: "sweep-outbox" | "expire-verifications" | "erase-accounts" | "apply-retention",
  at = new Date(),
): Promise<void> {
  await db.heartbeat.upsert({ where: { name }, create: { name, at }, update: { at } });
}
