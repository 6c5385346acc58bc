import { randomUUID } from "node:crypto";
import type { Acting } from "../record-action";

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

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether this can be the id of something. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/**
 * What a command says: to a person by lines, to a program by a value; and how it ended: 0 it
 * was done, 1 it could not be, 2 it was not understood.
 */
export type Answer = { exitCode: 0 | 1 | 2; value: unknown; lines: string[] };

/** The command was not understood: says why, and what there is. */
export function misuse(complaint: string): Answer {
  return {
    exitCode: 2,
    value: { error: complaint },
    lines: [`${complaint} All there is: npm run operator -- --help`],
  };
}

/** One command, by somebody whom the database does not know. */
export function commandLineContext(reason: string): Acting {
  return { actionId: randomUUID(), operatorId: null, reason };
}
