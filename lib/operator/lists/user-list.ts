import { sql, type UserRole } from "../../db";
import { hasSecondFactor } from "../../second-factor/has-second-factor";
import { addressSearches } from "./address-searches";
import { byAddress } from "./keyset";
import type { ListDefinition } from "./list-definition";

/** A user, as the list shows them. */
export type UserRow = {
  id: string;
  address: string;
  createdAt: Date;
  confirmationSentAt: Date | null;
  confirmedAt: Date | null;
  lockedAt: Date | null;
  eraseAt: Date | null;
  role: UserRole;
  hasSecondFactor: boolean;
};

/** Everybody who ever registered and was not erased. */
export const userList: ListDefinition<UserRow> = {
  name: "users",
  table: sql`"user"`,
  columns: sql`t.id, t.address, t.created_at AS "createdAt", t.role,
    t.confirmation_sent_at AS "confirmationSentAt", t.confirmed_at AS "confirmedAt",
    t.locked_at AS "lockedAt", t.erase_at AS "eraseAt",
    ${hasSecondFactor(sql`t.id`)} AS "hasSecondFactor"`,
  joins: sql``,
  time: null,
  address: byAddress,
  sorts: ["newest", "oldest", "address", "address_desc"],
  searches: {
    ...addressSearches,
    id: (id) => sql`t.id = ANY (ARRAY(
      SELECT ${id}::uuid UNION ALL SELECT user_id FROM registration WHERE id = ${id}::uuid))`,
  },
  filters: [
    {
      name: "state",
      label: "State",
      options: [
        { value: "waiting", label: "Not confirmed", condition: sql`t.confirmed_at IS NULL` },
        { value: "confirmed", label: "Confirmed", condition: sql`t.confirmed_at IS NOT NULL` },
        { value: "locked", label: "Locked", condition: sql`t.locked_at IS NOT NULL` },
        { value: "closing", label: "Deletion scheduled", condition: sql`t.erase_at IS NOT NULL` },
        { value: "operator", label: "Operators", condition: sql`t.role = 'operator'` },
        {
          value: "second_factor",
          label: "Second factor",
          condition: hasSecondFactor(sql`t.id`),
        },
      ],
    },
  ],
  file: [
    { name: "id", value: ({ id }) => id },
    { name: "address", value: ({ address }) => address },
    { name: "mail_sent", value: ({ confirmationSentAt }) => confirmationSentAt },
    { name: "confirmed", value: ({ confirmedAt }) => confirmedAt },
    { name: "since", value: ({ createdAt }) => createdAt },
    { name: "role", value: ({ role }) => role },
    { name: "locked", value: ({ lockedAt }) => lockedAt },
    { name: "to_be_erased", value: ({ eraseAt }) => eraseAt },
    { name: "second_factor", value: ({ hasSecondFactor: has }) => (has ? "yes" : "no") },
  ],
};
