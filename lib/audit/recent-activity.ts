import "server-only";
import type { Device } from "../i18n/device-name";
import { describePlace, parseDevice } from "../request/origin";
import { db } from "../db";
import type { AuditEventName } from "./audit-events";

/** How much of the trail the account page shows. */
const SHOWN = 50;

/** Something that happened to an account. */
export type Activity = {
  id: string;
  name: AuditEventName;
  /** Where it was done: the device and its network, "203.0.113.0/24". Null for an operator. */
  from: { device: Device; place: string } | null;
  at: Date;
  /** Whether it was done without any proof, by anyone who knows the address. */
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
    name: name as AuditEventName,
    from:
      actor === "operator" ? null : { device: parseDevice(userAgent), place: describePlace(ip) },
    at: createdAt,
    isByAnybody: actor === "visitor",
  }));
}
