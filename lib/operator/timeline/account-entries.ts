import { describeDevice, describePlace } from "../../request/origin";
import { type AuditEventName, auditEvents } from "../../audit/audit-events";
import { formatDateTime } from "../../format-date-time";
import { actionTrail } from "../actions";
import { reasonWords, scopeWords } from "../lists/suppression-list";
import { type Entry, RANK, type Tone } from "./entry";
import type { Stop } from "./person";
import type { History } from "./read-history";

/** These are told by the rows that they are about, which say more. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set<AuditEventName>([
  "registered",
  "password_reset_requested",
  "address_change_requested",
]);

const TONES: Partial<Record<AuditEventName, Tone>> = {
  confirmed: "good",
  confirmed_by_operator: "good",
  sign_in_failed: "waiting",
  locked: "bad",
  second_factor_failed: "waiting",
  second_factor_locked: "bad",
  factor_removal_started: "bad",
  factor_removal_stopped: "good",
  factors_removed: "bad",
  registration_cancelled: "bad",
  password_disowned: "bad",
};

function fromWhere({ actor, ip, userAgent }: History["audit"][number]): string {
  if (actor === "operator") return "By an operator";
  return actor === "system" ? "System" : `${describeDevice(userAgent)}, ${describePlace(ip)}`;
}

/** What happened to the account: the audit trail, sessions, what operators did, what is stopped. */
export function accountEntries(history: History, stops: Stop[]): Entry[] {
  const { audit, sessions, actions } = history;
  return [
    ...audit
      .filter(({ name }) => !TOLD_ELSEWHERE.has(name))
      .map((event): Entry => ({
        at: event.createdAt,
        rank: RANK.audited,
        title: auditEvents[event.name as AuditEventName] ?? event.name,
        tone: TONES[event.name as AuditEventName] ?? "neutral",
        lines: [fromWhere(event)],
      })),
    ...sessions.map((session): Entry => ({
      at: session.createdAt,
      rank: RANK.acted,
      title: "Session started",
      tone: "neutral",
      lines: [
        `${describeDevice(session.userAgent)}, ${describePlace(session.ip)}`,
        session.endedAt
          ? `Ended ${formatDateTime(session.endedAt)}`
          : `Last seen ${formatDateTime(session.lastSeenAt)}, ends ${formatDateTime(session.expiresAt)}`,
      ],
    })),
    ...actions.map(({ name, reason, operator, createdAt }): Entry => ({
      at: createdAt,
      rank: RANK.acted,
      title: actionTrail[name] ?? name,
      tone: "neutral",
      lines: [`By ${operator?.address ?? "the command line"}`, `Reason: ${reason}`],
    })),
    ...stops.map(({ scope, reason, createdAt, expiresAt }): Entry => ({
      at: createdAt,
      rank: RANK.suppressed,
      title: `Blocked: ${scopeWords[scope].toLowerCase()}`,
      tone: "bad",
      lines: [
        reasonWords[reason],
        expiresAt ? `Until ${formatDateTime(expiresAt)}` : "Until removed",
      ],
    })),
  ];
}
