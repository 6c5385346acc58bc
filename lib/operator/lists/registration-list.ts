import { describeDevice } from "../../request/origin";
import { sql } from "../../db";
import type { DeliveryStatus } from "../../email/delivery-status";
import { addressSearches } from "./address-searches";
import { byAddress } from "./keyset";
import type { ListDefinition } from "./list-definition";
import { timeFilter } from "./time-filter";

/** One attempt to register, with how far its newest email has come. */
export type RegistrationRow = {
  id: string;
  userId: string;
  address: string;
  createdAt: Date;
  userAgent: string;
  mailStatus: DeliveryStatus | null;
  confirmedAt: Date | null;
  cancelledAt: Date | null;
  /** Null where it is not cancelled, or was before reasons were kept. */
  cancelReason: "reported" | "corrected" | null;
};

/** Why a registration was cancelled, in an operator's words. */
export const cancelWords = {
  reported: "“This wasn’t me”",
  corrected: "Email corrected",
  unknown: "Cancelled",
};

/** All attempts to register; those that came to nothing until they are forgotten. */
export const registrationList: ListDefinition<RegistrationRow> = {
  name: "registrations",
  table: sql`registration`,
  columns: sql`t.id, t.user_id AS "userId", t.address, t.created_at AS "createdAt",
    t.user_agent AS "userAgent", t.confirmed_at AS "confirmedAt",
    t.cancelled_at AS "cancelledAt", t.cancel_reason AS "cancelReason", mail.status AS "mailStatus"`,
  joins: sql`LEFT JOIN LATERAL (
      SELECT d.status FROM delivery d WHERE d.registration_id = t.id
      ORDER BY d.created_at DESC LIMIT 1) mail ON true`,
  time: null,
  address: byAddress,
  sorts: ["newest", "oldest"],
  searches: {
    ...addressSearches,
    id: (id) => sql`(t.id = ${id}::uuid OR t.user_id = ${id}::uuid)`,
  },
  filters: [
    {
      name: "state",
      label: "State",
      options: [
        {
          value: "waiting",
          label: "Not confirmed",
          condition: sql`t.confirmed_at IS NULL AND t.cancelled_at IS NULL`,
        },
        { value: "confirmed", label: "Confirmed", condition: sql`t.confirmed_at IS NOT NULL` },
        {
          value: "cancelled",
          label: "Cancelled (any reason)",
          condition: sql`t.cancelled_at IS NOT NULL`,
        },
        // The index on cancelled registrations finds these too: there are few.
        {
          value: "reported",
          label: cancelWords.reported,
          condition: sql`t.cancelled_at IS NOT NULL AND t.cancel_reason = 'reported'`,
        },
        {
          value: "corrected",
          label: cancelWords.corrected,
          condition: sql`t.cancelled_at IS NOT NULL AND t.cancel_reason = 'corrected'`,
        },
      ],
    },
    timeFilter,
  ],
  file: [
    { name: "id", value: ({ id }) => id },
    { name: "user_id", value: ({ userId }) => userId },
    { name: "address", value: ({ address }) => address },
    { name: "registered", value: ({ createdAt }) => createdAt },
    { name: "device", value: ({ userAgent }) => describeDevice(userAgent) },
    { name: "mail", value: ({ mailStatus }) => mailStatus },
    { name: "confirmed", value: ({ confirmedAt }) => confirmedAt },
    { name: "cancelled", value: ({ cancelledAt }) => cancelledAt },
    { name: "cancelled_because", value: ({ cancelReason }) => cancelReason },
  ],
};
