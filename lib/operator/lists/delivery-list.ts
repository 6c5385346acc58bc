import { type DeliveryChannel, type DeliveryTemplate, sql } from "../../db";
import type { DeliveryStatus } from "../../email/delivery-status";
import { addressSearches } from "./address-searches";
import { channelWords, shownAddress, statusWords, templateWords } from "./delivery-words";
import { byAddress } from "./keyset";
import type { Filter, FilterOption, ListDefinition } from "./list-definition";
import { timeFilter } from "./time-filter";

/** One email or text, as the lists show it. */
export type DeliveryRow = {
  id: string;
  /** Null for an email to somebody who has no account. */
  userId: string | null;
  channel: DeliveryChannel;
  /** An email address, or a number in E.164: `shownAddress` is for people. */
  address: string;
  template: DeliveryTemplate;
  status: DeliveryStatus;
  failureCode: string | null;
  createdAt: Date;
  sentAt: Date | null;
  providerMessageId: string | null;
  attempts: number;
};

const statuses = Object.entries(statusWords).map(([value, label]): FilterOption => ({
  value,
  label,
  condition: sql`t.status = ${value}::delivery_status`,
}));

const templates = Object.entries(templateWords).map(([value, label]): FilterOption => ({
  value,
  label,
  condition: sql`t.template = ${value}::delivery_template`,
}));

/** Emails or texts alone. */
export const channelFilter: Filter = {
  name: "channel",
  label: "Channel",
  options: Object.entries(channelWords).map(([value, label]) => ({
    value,
    label,
    // Spelled out for the index on the few that are texts.
    condition: value === "text" ? sql`t.channel = 'text'` : sql`t.channel = 'email'`,
  })),
};

/** Every email and text there was to send. */
export const deliveryList: ListDefinition<DeliveryRow> = {
  name: "deliveries",
  table: sql`delivery`,
  columns: sql`t.id, t.user_id AS "userId", t.channel, t.address, t.template, t.status,
    t.failure_code AS "failureCode", t.created_at AS "createdAt", t.sent_at AS "sentAt",
    t.provider_message_id AS "providerMessageId", tries.attempts`,
  joins: sql`LEFT JOIN LATERAL (
      SELECT count(*)::int AS attempts FROM delivery_attempt a WHERE a.delivery_id = t.id
    ) tries ON true`,
  time: null,
  address: byAddress,
  sorts: ["newest", "oldest"],
  searches: {
    ...addressSearches,
    id: (id) =>
      sql`(t.id = ${id}::uuid OR t.user_id = ${id}::uuid OR t.registration_id = ${id}::uuid)`,
    word: (word) => sql`t.provider_message_id = ${word}`,
  },
  filters: [
    { name: "status", label: "Status", options: statuses },
    channelFilter,
    { name: "template", label: "Email", options: templates },
    timeFilter,
  ],
  file: [
    { name: "id", value: ({ id }) => id },
    { name: "user_id", value: ({ userId }) => userId },
    { name: "channel", value: ({ channel }) => channel },
    { name: "address", value: shownAddress },
    { name: "mail", value: ({ template }) => template },
    { name: "status", value: ({ status }) => status },
    { name: "failure", value: ({ failureCode }) => failureCode },
    { name: "attempts", value: ({ attempts }) => attempts },
    { name: "created", value: ({ createdAt }) => createdAt },
    { name: "sent", value: ({ sentAt }) => sentAt },
    { name: "ses_message_id", value: ({ providerMessageId }) => providerMessageId },
  ],
};
