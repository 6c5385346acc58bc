import "server-only";
import { describeDevice, describePlace } from "../request/origin";
import { db } from "../db";
import { type AuditEventName, auditEvents } from "./audit-events";

/** How much of the trail the account page shows. */
const SHOWN = 50;

/** Something that happened to an account, as its owner reads it. */
export type Activity = {
  id: string;
  what: string;
  /** "Firefox on Linux, 203.0.113.0/24". */
  from: string;
  at: Date;
  /** Whether it was done without any proof, by whoever knows the address. */
  isByAnybody: boolean;
};

/** What happened to an account lately, the newest first. */
export async function recentActivity(userId: string): Promise<Activity[]> {
  const events = await db.auditEvent.findMany({
    where: { userId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: SHOWN,
  });
  return events.map(({ id, name, ip, userAgent, createdAt, actor }) => ({
    id,
    what: auditEvents[name as AuditEventName] ?? name,
    from:
      actor === "operator"
        ? "whoever runs this site"
        : `${describeDevice(userAgent)}, ${describePlace(ip)}`,
    at: createdAt,
    isByAnybody: actor === "visitor",
  }));
}
