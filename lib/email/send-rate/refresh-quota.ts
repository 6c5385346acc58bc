import "server-only";
import { db } from "../../db";
import { log } from "../../log";
import { readQuota } from "../provider";
import type { SendQuota } from "../transport";

/**
 * Asks the provider how fast and how much we may send, for all processes to keep to. What it
 * told before stays where it does not answer.
 */
export async function refreshQuota(
  now = new Date(),
): Promise<{ outcome: "read"; quota: SendQuota } | { outcome: "unknown" }> {
  const quota = await readQuota().catch((error: unknown) => {
    log.warn({ err: error }, "the mail service does not tell its quota (ses:GetSendQuota)");
    return null;
  });
  if (!quota) return { outcome: "unknown" };
  await db.sender.updateMany({ data: { ...quota, sentSince: 0, readAt: now } });
  return { outcome: "read", quota };
}
