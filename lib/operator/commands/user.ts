import "server-only";
import { confirmManually } from "../confirm-manually";
import { deleteUser } from "../delete-user";
import { endSessionsOf } from "../end-sessions";
import { lockUser, unlockUser } from "../lock-user";
import type { Acting } from "../record-action";
import { resendEmail } from "../resend-email";
import { findByAddress, findPerson, type KnownRegistration, type Person } from "../timeline/person";
import { commandLineContext, type Answer, misuse, isId } from "./command";

/** No row has it. */
const NO_ID = "00000000-0000-0000-0000-000000000000";

/** The person whom an address or the id of an account names. */
export async function findNamed(typed: string): Promise<Person | null> {
  return isId(typed) ? findPerson(typed.toLowerCase()) : findByAddress(typed);
}

type Account = NonNullable<Person["account"]>;

/** The registration that is meant. */
type Named = { registrationId: string };

type Change = {
  run: (userId: string, acting: Acting, named: Named) => Promise<{ outcome: string }>;
  /** Of a change that is about one registration: those that may be meant, the newest first. */
  registrations?: (account: Account) => KnownRegistration[];
  /** What is said of each outcome, after the address; what is not here was not done. */
  done: Record<string, string>;
  undone: Record<string, string>;
};

const NEWER = "has a newer registration than that one: look at it first. Nothing was changed.";

const changes: Record<string, Change> = {
  resend: {
    run: (userId, acting, { registrationId }) => resendEmail(userId, registrationId, acting),
    registrations: ({ waiting }) => waiting,
    done: { requested: "gets the mail of that registration once more, within a minute." },
    undone: {
      no_registration: "has no registration that waits to be confirmed.",
      newer_registration: NEWER,
    },
  },
  confirm: {
    run: (userId, acting, { registrationId }) => confirmManually(userId, registrationId, acting),
    registrations: ({ confirmable }) => confirmable,
    done: { confirmed: "is confirmed, with the password of that registration." },
    undone: {
      unchanged: "is confirmed already.",
      no_registration: "has no registration that could be confirmed.",
      newer_registration: NEWER,
    },
  },
  lock: {
    run: (userId, acting) => lockUser(userId, acting),
    done: { locked: "is locked: everybody is signed out, and nobody gets in." },
    undone: { unchanged: "is locked already, or is an operator: then withdraw that first." },
  },
  unlock: {
    run: (userId, acting) => unlockUser(userId, acting),
    done: { unlocked: "is unlocked: the password works again." },
    undone: { unchanged: "is not locked." },
  },
  "sign-out": {
    run: (userId, acting) => endSessionsOf(userId, acting),
    done: { ended: "is signed out everywhere." },
    undone: { unchanged: "is not confirmed, so nobody can be signed in." },
  },
  delete: {
    run: (userId, acting) => deleteUser(userId, acting),
    done: { closed: "is closed." },
    undone: { unchanged: "is closed already, or is an operator: then withdraw that first." },
  },
};

/** Whether this is something that is done to a user. */
export function isUserChange(verb: string | undefined): verb is string {
  return verb !== undefined && Object.hasOwn(changes, verb);
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
      `${address} was registered more than once, and a stranger may have done that. Name the one you mean by --registration <id>:`,
      ...choices,
    ],
  };
}

/**
 * "user lock" and all else that changes something about somebody.
 *
 * @param registration the one that is meant; needed where there is more than one
 */
export async function changeUser(
  verb: string,
  typed: string,
  reason: string,
  registration?: string,
): Promise<Answer> {
  const change = changes[verb];
  if (!change) return misuse("There is no such command.");
  const person = await findNamed(typed);
  if (!person?.account)
    return {
      exitCode: 1,
      value: { error: "not_found" },
      lines: [`Nobody has an account with ${typed}.`],
    };
  const { address, account } = person;
  const meant = change.registrations?.(account) ?? [];
  if (registration !== undefined && !isId(registration)) return misuse("That is no id.");
  if (registration === undefined && meant.length > 1) return whichRegistration(address, meant);
  const registrationId = registration?.toLowerCase() ?? meant[0]?.id ?? NO_ID;
  const result = await change.run(account.id, commandLineContext(reason), { registrationId });
  const done = change.done[result.outcome];
  const words = done ?? change.undone[result.outcome] ?? result.outcome;
  const until =
    "eraseAt" in result && result.eraseAt instanceof Date
      ? ` It is erased for good from ${result.eraseAt.toISOString()} on.`
      : "";
  return {
    exitCode: done === undefined ? 1 : 0,
    value: { id: account.id, address, ...result },
    lines: [`${address} ${words}${until}`],
  };
}
