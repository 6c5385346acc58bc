import { sql } from "../../db";
import { actionTrail } from "../actions";
import { byCreation } from "./keyset";
import type { FilterOption, ListDefinition } from "./list-definition";

/** Something an operator did, to whom, and why. */
export type OperatorActionRow = {
  id: string;
  name: string;
  /** Null for the command line, and for an operator whose account is erased. */
  operatorAddress: string | null;
  /** The id or the address it was done to. */
  subject: string;
  /** Whose account that is, where it is one. */
  userId: string | null;
  address: string | null;
  reason: string;
  createdAt: Date;
  total: number | null;
  done: number;
  endedAt: Date | null;
};

/** "Locked an account", from an action's name. */
export function actionWords(name: string): string {
  return actionTrail[name] ?? name;
}

// A subject that is no id must not be read as one.
const subjectId = sql`CASE WHEN t.subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  THEN t.subject::uuid END`;

const names = Object.entries(actionTrail).map(([value, label]): FilterOption => ({
  value,
  label,
  condition: sql`t.name = ${value}`,
}));

/** What operators did. Their ids come from forms, so the time of an action is kept apart. */
export const operatorActionList: ListDefinition<OperatorActionRow> = {
  name: "operator-actions",
  table: sql`operator_action`,
  columns: sql`t.id, t.name, operator.address AS "operatorAddress", t.subject, t.reason,
    t.created_at AS "createdAt", t.total, t.done, t.ended_at AS "endedAt",
    coalesce(person.id, mail.user_id, holder.id) AS "userId",
    coalesce(person.address, mail.address, holder.address) AS address`,
  joins: sql`LEFT JOIN "user" operator ON operator.id = t.operator_id
    LEFT JOIN "user" person ON person.id = ${subjectId}
    LEFT JOIN delivery mail ON mail.id = ${subjectId}
    LEFT JOIN "user" holder ON holder.address = t.subject`,
  time: byCreation,
  sorts: ["newest", "oldest"],
  searches: {
    id: (id) => sql`(t.subject = ${id} OR t.operator_id = ${id}::uuid OR t.id = ${id}::uuid)`,
    // What was done to somebody is kept by their id, to an address by the address.
    beginning: (text) => sql`(t.subject = ANY (ARRAY(
      SELECT id::text FROM "user" WHERE lower(address) = ${text}
      UNION ALL SELECT address FROM "user" WHERE lower(address) = ${text}
      UNION ALL SELECT ${text})))`,
  },
  filters: [{ name: "action", label: "Action", options: names }],
  file: [
    { name: "id", value: ({ id }) => id },
    { name: "at", value: ({ createdAt }) => createdAt },
    { name: "operator", value: ({ operatorAddress }) => operatorAddress },
    { name: "action", value: ({ name }) => name },
    { name: "subject", value: ({ subject }) => subject },
    { name: "address", value: ({ address }) => address },
    { name: "reason", value: ({ reason }) => reason },
    { name: "done", value: ({ done }) => done },
    { name: "of", value: ({ total }) => total },
  ],
};
