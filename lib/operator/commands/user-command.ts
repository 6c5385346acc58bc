import "server-only";
import type { PersonAction } from "../actions/operator-action";
import { findByAddress, findPerson, type KnownRegistration, type Person } from "../timeline/person";
import {
  type Answer,
  answerOutcome,
  type Command,
  commandLineContext,
  isId,
  misuse,
  type Options,
} from "./command";

/** No row has it. */
const NO_ID = "00000000-0000-0000-0000-000000000000";

/** What is asked when nobody was named. */
export const WHICH_USER = "Missing user: give an email or an ID.";

/** The person whom an address or the id of an account names. */
export async function findNamed(typed: string): Promise<Person | null> {
  return isId(typed) ? findPerson(typed.toLowerCase()) : findByAddress(typed);
}

/** "user lock" and all else that changes something about somebody who has an account. */
export function userCommand(word: string, action: PersonAction): Command {
  return {
    words: ["user", word],
    usage: `<address or id>${action.registrations ? " [--registration <id>]" : ""}`,
    summary: action.title,
    needsReason: true,
    question: WHICH_USER,
    run: (typed, options) => changeUser(action, typed, options),
  };
}

async function changeUser(
  action: PersonAction,
  typed: string,
  { reason, registration }: Options,
): Promise<Answer> {
  const person = await findNamed(typed);
  if (!person?.account)
    return {
      exitCode: 1,
      value: { error: "not_found" },
      lines: [`No account for ${typed}.`],
    };
  const { address, account } = person;
  const meant = action.registrations?.(account) ?? [];
  if (registration !== undefined && !isId(registration)) return misuse("That is not an ID.");
  if (registration === undefined && meant.length > 1) return whichRegistration(address, meant);
  const target = {
    person,
    email: "",
    registration: registration?.toLowerCase() ?? meant[0]?.id ?? NO_ID,
  };
  const result = await action.run(target, commandLineContext(reason));
  const until =
    "eraseAt" in result && result.eraseAt instanceof Date
      ? ` It is permanently deleted on ${result.eraseAt.toISOString()}.`
      : "";
  const value = { id: account.id, address, ...result };
  return answerOutcome(action, address, value, until);
}

/** Asks which registration is meant, and says when and from where each was made. */
function whichRegistration(address: string, registrations: KnownRegistration[]): Answer {
  const choices = registrations.map(
    ({ id, createdAt, origin }) => `  ${id}  ${createdAt.toISOString()}  ${origin}`,
  );
  return {
    exitCode: 1,
    value: { error: "which_registration", registrations },
    lines: [
      `${address} signed up more than once, and one may be a stranger’s. Name the one you mean with --registration <id>:`,
      ...choices,
    ],
  };
}
