import "server-only";
import { confirmByHand } from "../confirm-by-hand";
import { deleteUser } from "../delete-user";
import { endSessionsOf } from "../end-sessions";
import { lockUser, unlockUser } from "../lock-user";
import type { Acting } from "../record-action";
import { resendMail } from "../resend-mail";
import { findByAddress, findPerson, type Person } from "../timeline/person";
import { actingBy } from "./acting-by";
import { type Answer, misuse } from "./answer";
import { isId } from "./is-id";

/** The person whom an address or the id of an account names. */
export async function findNamed(typed: string): Promise<Person | null> {
  return isId(typed) ? findPerson(typed.toLowerCase()) : findByAddress(typed);
}

type Change = {
  run: (userId: string, acting: Acting) => Promise<{ outcome: string }>;
  /** What is said of each outcome, after the address; what is not here was not done. */
  done: Record<string, string>;
  undone: Record<string, string>;
};

const changes: Record<string, Change> = {
  resend: {
    run: resendMail,
    done: { requested: "gets the mail of the newest registration once more, within a minute." },
    undone: { no_registration: "has no registration that waits to be confirmed." },
  },
  confirm: {
    run: confirmByHand,
    done: { confirmed: "is confirmed, with the password of the newest registration." },
    undone: {
      unchanged: "is confirmed already.",
      no_registration: "has no registration that could be confirmed.",
    },
  },
  lock: {
    run: lockUser,
    done: { locked: "is locked: everybody is signed out, and nobody gets in." },
    undone: { unchanged: "is locked already, or is an operator: then withdraw that first." },
  },
  unlock: {
    run: unlockUser,
    done: { unlocked: "is unlocked: the password works again." },
    undone: { unchanged: "is not locked." },
  },
  "sign-out": {
    run: endSessionsOf,
    done: { ended: "is signed out everywhere." },
    undone: { unchanged: "is not confirmed, so nobody can be signed in." },
  },
  delete: {
    run: deleteUser,
    done: { closed: "is closed." },
    undone: { unchanged: "is closed already, or is an operator: then withdraw that first." },
  },
};

/** Whether this is something that is done to a user. */
export function isUserChange(verb: string | undefined): verb is string {
  return verb !== undefined && Object.hasOwn(changes, verb);
}

/** "user lock" and all else that changes something about somebody. */
export async function changeUser(verb: string, typed: string, reason: string): Promise<Answer> {
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
  const result = await change.run(account.id, actingBy(reason));
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
