import { sql, type SuppressionScope } from "../../db";
import { explainToOperator } from "../../email/failures";
import { userIdOf } from "../../mailbox/find-user";
import { addressSearches } from "./address-searches";
import { byAddress } from "./keyset";
import type { FilterOption, ListDefinition } from "./list-definition";

type SuppressionReason = keyof typeof reasonWords;

/** A kind of email that is not sent to an address, and whose address it is. */
export type SuppressionRow = {
  id: string;
  /** Null where nobody has the address. */
  userId: string | null;
  address: string;
  scope: SuppressionScope;
  reason: SuppressionReason;
  /** Why emails bounced, as a failure code; null where nothing bounced or the reason was not kept. */
  cause: string | null;
  /** How often emails bounced, each time after an earlier block had ended. */
  times: number;
  createdAt: Date;
  /** Null until someone removes it. */
  expiresAt: Date | null;
};

/** Why emails are blocked, in an operator's words. */
export const reasonWords = {
  not_me: "“This wasn’t me”",
  hard_bounce: "Hard bounce",
  complaint: "Spam complaint",
  operator: "By an operator",
} as const;

/** Why emails bounced and how often: "the mailbox doesn’t exist, 2 times"; null for other blocks. */
export function explainBounce({ cause, times }: Pick<SuppressionRow, "cause" | "times">) {
  const why = explainToOperator(cause);
  return why && times > 1 ? `${why}, ${times} times` : why;
}

/** Which emails are blocked, in an operator's words. */
export const scopeWords: Record<SuppressionScope, string> = {
  everything: "All email",
  registration: "Sign-up emails",
  recovery: "Password resets",
  address_change: "Email changes",
};

/** All suppressions. */
export const suppressionList: ListDefinition<SuppressionRow> = {
  name: "suppressions",
  table: sql`suppression`,
  columns: sql`t.id, person.id AS "userId", t.address, t.scope, t.reason, t.cause, t.times,
    t.created_at AS "createdAt", t.expires_at AS "expiresAt"`,
  joins: sql`LEFT JOIN "user" person ON person.id = ${userIdOf(sql`t.address`)}`,
  time: null,
  address: byAddress,
  sorts: ["newest", "oldest"],
  searches: {
    ...addressSearches,
    id: (id) => sql`(t.id = ${id}::uuid
      OR lower(t.address) = (SELECT lower(address) FROM "user" WHERE id = ${id}::uuid))`,
  },
  filters: [
    {
      name: "reason",
      label: "Reason",
      options: Object.entries(reasonWords).map(([value, label]): FilterOption => ({
        value,
        label,
        condition: sql`t.reason = ${value}::suppression_reason`,
      })),
    },
  ],
  file: [
    { name: "address", value: ({ address }) => address },
    { name: "scope", value: ({ scope }) => scope },
    { name: "reason", value: ({ reason }) => reason },
    { name: "cause", value: ({ cause }) => cause },
    { name: "times", value: ({ times }) => times },
    { name: "since", value: ({ createdAt }) => createdAt },
    { name: "until", value: ({ expiresAt }) => expiresAt },
    { name: "user_id", value: ({ userId }) => userId },
  ],
};
