import { randomUUID } from "node:crypto";
import type { PersonAction } from "../actions/operator-action";
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
  /** Without it, a command that needs a reason does not run. */
  reason: string;
  /** The id of the registration that is meant. */
  registration?: string;
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

/** One command of "npm run operator". */
export type Command = {
  /** What is typed first, such as "user lock"; nothing for the one that is an address alone. */
  words: string[];
  /** What follows, as the help shows it. */
  usage: string;
  /** What it does, beginning with a verb. */
  summary: string;
  needsReason: boolean;
  /** What is asked when its subject was left out, where it needs one. */
  question?: string;
  /** @param subject the word that follows; empty for none */
  run: (subject: string, options: Options) => Promise<Answer>;
};

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

/** What an action came to, said of its subject. Only a success ends with 0. */
export function answerOutcome(
  { outcomes }: Pick<PersonAction, "outcomes">,
  subject: string,
  value: { outcome: string; [more: string]: unknown },
  more = "",
): Answer {
  const words = outcomes[value.outcome];
  return {
    exitCode: words?.tone === "success" ? 0 : 1,
    value,
    lines: [`${subject} ${words?.line ?? value.outcome}${more}`],
  };
}
