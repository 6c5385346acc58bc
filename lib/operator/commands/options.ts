/** What may follow a command, and how it is read. */
export const OPTIONS = {
  code: { type: "string" },
  state: { type: "string" },
  limit: { type: "string" },
  reason: { type: "string" },
  registration: { type: "string" },
  all: { type: "boolean" },
  json: { type: "boolean", default: false },
} as const;

/** What was given with a command. */
export type Options = {
  code?: string;
  state?: string;
  limit?: string;
  reason?: string;
  /** The id of the registration that is meant. */
  registration?: string;
  all?: boolean;
};
