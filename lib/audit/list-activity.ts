import "server-only";
import { z } from "zod";
import type { Device } from "../i18n/device-name";
import { describePlace, parseDevice } from "../request/origin";
import { type AuditActor, db, empty, join, sql } from "../db";
import type { AuditEventName } from "./audit-events";

/** Entries on a page, before equal ones are folded. */
const PAGE_SIZE = 50;

const SIGN_INS = [
  "signed_in",
  "sign_in_failed",
  "signed_out",
  "identity_confirmed",
  "second_factor_failed",
  "second_factor_locked",
  "recovery_code_used",
  "session_ended",
  "other_sessions_ended",
  "signed_out_by_operator",
] as const satisfies AuditEventName[];

/** What of the trail its owner wants to see: "changes" are all that is no sign-in. */
export const ACTIVITY_FILTERS = ["all", "sign-ins", "changes"] as const;

export type ActivityFilter = (typeof ACTIVITY_FILTERS)[number];

/** What happens again and again, and is shown as one entry when nothing else came between. */
const REPEATABLE = new Set<AuditEventName>([
  "registered",
  "signed_in",
  "sign_in_failed",
  "identity_confirmed",
  "second_factor_failed",
  "password_reset_requested",
  "data_downloaded",
]);

/** Something that happened to an account. */
export type Activity = {
  id: string;
  name: AuditEventName;
  /** How often it happened, without anything else in between. */
  count: number;
  /** Where it was done: the device and its network, "203.0.113.0/24". Null for an operator. */
  from: { device: Device; place: string } | null;
  /** The last time. */
  at: Date;
  /** Whether it was done without any proof, by anyone who knows the address. */
  isByAnybody: boolean;
  /** The registration that became this account. */
  isOwnRegistration: boolean;
};

type Row = {
  id: string;
  name: AuditEventName;
  actor: AuditActor;
  ip: string;
  userAgent: string;
  createdAt: Date;
  isOwnRegistration: boolean;
};

// PostgreSQL knows fewer years than JavaScript.
const time = z.iso.datetime().startsWith("20").pipe(z.coerce.date());
const cursorSchema = z.object({ at: time, id: z.uuid() });

/** An entry's place in the trail, as an address carries it: "2026-11-27T19:00:00.000Z_<id>". */
function cursorText({ createdAt, id }: Row): string {
  return `${createdAt.toISOString()}_${id}`;
}

function parseCursor(text: unknown): z.infer<typeof cursorSchema> | null {
  const [at, id] = typeof text === "string" ? text.split("_") : [];
  return cursorSchema.safeParse({ at, id }).data ?? null;
}

function toActivity(row: Row): Activity {
  const { id, name, actor, ip, userAgent, createdAt: at, isOwnRegistration } = row;
  const isKnown = actor !== "operator";
  return {
    id,
    name,
    count: 1,
    from: isKnown ? { device: parseDevice(userAgent), place: describePlace(ip) } : null,
    at,
    isByAnybody: actor === "visitor" && !isOwnRegistration,
    isOwnRegistration,
  };
}

/** One entry for equal ones in a row, with the time of the last. */
function fold(activity: Activity[]): Activity[] {
  const what = ({ name, from, isOwnRegistration }: Activity) =>
    JSON.stringify([name, from, isOwnRegistration]);
  const folded: Activity[] = [];
  for (const each of activity) {
    const newer = folded.at(-1);
    if (newer && REPEATABLE.has(each.name) && what(newer) === what(each)) newer.count += 1;
    else folded.push({ ...each });
  }
  return folded;
}

type Wanted = {
  filter?: ActivityFilter;
  /** As `older` of the page before; what is no such place is the beginning. */
  before?: unknown;
};

/**
 * A page of what happened to an account, the newest first. It goes on from the last entry of the
 * page before by the index of (user_id, created_at), so each page costs the same.
 */
export async function listActivity(
  userId: string,
  { filter = "all", before }: Wanted = {},
): Promise<{ activity: Activity[]; older: string | null }> {
  const place = parseCursor(before);
  const names = join([...SIGN_INS]);
  const chosen = {
    all: empty,
    "sign-ins": sql`AND e.name IN (${names})`,
    changes: sql`AND e.name NOT IN (${names})`,
  }[filter];
  const from = place
    ? sql`AND e.created_at <= ${place.at} AND (e.created_at, e.id) < (${place.at}, ${place.id}::uuid)`
    : empty;
  const rows = await db.$queryRaw<Row[]>`
    SELECT e.id, e.name, e.actor, e.ip, e.user_agent AS "userAgent", e.created_at AS "createdAt",
      e.name = 'registered' AND EXISTS (
        SELECT FROM registration r WHERE r.user_id = e.user_id AND r.created_at = e.created_at
          AND r.confirmed_at IS NOT NULL) AS "isOwnRegistration"
    FROM audit_event e WHERE e.user_id = ${userId}::uuid ${from} ${chosen}
    ORDER BY e.created_at DESC, e.id DESC LIMIT ${PAGE_SIZE + 1}`;
  const shown = rows.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    activity: fold(shown.map(toActivity)),
    older: rows.length > PAGE_SIZE && last ? cursorText(last) : null,
  };
}
