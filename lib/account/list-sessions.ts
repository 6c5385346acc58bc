import "server-only";
import { db } from "../db";
import type { Device } from "../i18n/device-name";
import { listTrust } from "../second-factor/trusted-browsers";
import { describePlace, parseDevice } from "../request/origin";

/** A signed-in browser as its owner sees it. */
export type SessionSummary = {
  id: string;
  device: Device;
  /** The network it came from, "203.0.113.0/24": enough to recognise, and no whole address. */
  place: string;
  createdAt: Date;
  /** Accurate to a few minutes. */
  lastSeenAt: Date;
  isCurrent: boolean;
  /** Until when this browser needs no second factor; null where it does, or there is none. */
  trustedUntil: Date | null;
};

/** The browsers that are signed in to an account, the one that asks first. */
export async function listSessions(
  userId: string,
  currentSessionId: string,
  now = new Date(),
): Promise<SessionSummary[]> {
  const sessions = await db.session.findMany({
    where: { userId, endedAt: null, expiresAt: { gt: now } },
    orderBy: { lastSeenAt: "desc" },
  });
  const trust = await listTrust(userId, now);
  return sessions
    .map((session) => ({
      id: session.id,
      device: parseDevice(session.userAgent),
      place: describePlace(session.ip),
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
      isCurrent: session.id === currentSessionId,
      trustedUntil: trust.get(session.browserKeyHash ?? "") ?? null,
    }))
    .toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}
