import "server-only";
import { cache } from "react";
import type { Origin } from "../accounts/origin";
import { after, DAY } from "../clock";
import { db } from "../db";

/** How long a session lasts at most. */
export const SESSION_LIFE_MS = 30 * DAY;

/** Opens a session for somebody who has proved who they are. */
export async function openSession(
  userId: string,
  origin: Origin,
  now = new Date(),
): Promise<string> {
  const data = { userId, ...origin, createdAt: now, expiresAt: after(now, SESSION_LIFE_MS) };
  const { id } = await db.session.create({ data, select: { id: true } });
  return id;
}

/** The session and its user while it lives; null once it has ended or expired. Looked up once a request. */
export const findSession = cache((id: string) =>
  db.session.findFirst({
    where: { id, endedAt: null, expiresAt: { gt: new Date() } },
    include: { user: true },
  }),
);

/** Ends a session: the next request that names it finds nobody signed in. */
export async function endSession(id: string, now = new Date()): Promise<void> {
  await db.session.updateMany({ where: { id, endedAt: null }, data: { endedAt: now } });
}
