import { describeDevice, describePlace } from "../../request/origin";
import { type AuditEventName, auditEvents } from "../../audit/audit-events";
import { type AuditActor, sql } from "../../db";
import { beginsWith } from "./address-searches";
import type { FilterOption, ListDefinition } from "./list-definition";
import { timeFilter } from "./time-filter";

/** Something that happened to an account, and whose it is now. */
export type AuditEventRow = {
  id: string;
  userId: string | null;
  /** Null for an account that is deleted. */
  address: string | null;
  name: string;
  actor: AuditActor;
  ip: string;
  userAgent: string;
  createdAt: Date;
};

/** Who did it, in an operator's words. */
export const actorWords: Record<AuditActor, string> = {
  visitor: "Anyone",
  owner: "Account owner",
  operator: "Operator",
  system: "System",
};

/** "Signed in", from an event's name. */
export function eventWords(name: string): string {
  return auditEvents[name as AuditEventName] ?? name;
}

/** "Firefox on Linux, 203.0.113.0/24"; nothing for what was not done in a browser. */
export function originWords({ actor, ip, userAgent }: AuditEventRow): string {
  if (actor === "operator" || actor === "system") return "";
  return `${describeDevice(userAgent)}, ${describePlace(ip)}`;
}

/** People whose trail is shown at once, where only the beginning of an address is known. */
const PEOPLE = 20;

const names = Object.entries(auditEvents).map(([value, label]): FilterOption => ({
  value,
  label,
  condition: sql`t.name = ${value}`,
}));

/** The trail of all accounts. It holds no addresses, so it is searched by whose it is. */
export const auditEventList: ListDefinition<AuditEventRow> = {
  name: "audit",
  table: sql`audit_event`,
  columns: sql`t.id, t.user_id AS "userId", person.address, t.name, t.actor, t.ip,
    t.user_agent AS "userAgent", t.created_at AS "createdAt"`,
  joins: sql`LEFT JOIN "user" person ON person.id = t.user_id`,
  time: null,
  sorts: ["newest", "oldest"],
  searches: {
    id: (id) => sql`(t.id = ${id}::uuid OR t.user_id = ${id}::uuid)`,
    beginning: (text) => sql`t.user_id = ANY (ARRAY(
      SELECT id FROM "user" WHERE ${beginsWith(sql`lower(address)`, text)}
      ORDER BY lower(address) USING ~<~ LIMIT ${PEOPLE}))`,
  },
  filters: [
    { name: "event", label: "Event", options: names },
    {
      name: "by",
      label: "Actor",
      options: [
        { value: "operator", label: actorWords.operator, condition: sql`t.actor = 'operator'` },
        { value: "system", label: actorWords.system, condition: sql`t.actor = 'system'` },
      ],
    },
    timeFilter,
  ],
  file: [
    { name: "id", value: ({ id }) => id },
    { name: "at", value: ({ createdAt }) => createdAt },
    { name: "event", value: ({ name }) => name },
    { name: "by", value: ({ actor }) => actor },
    { name: "from", value: originWords },
    { name: "user_id", value: ({ userId }) => userId },
    { name: "address", value: ({ address }) => address },
  ],
};
