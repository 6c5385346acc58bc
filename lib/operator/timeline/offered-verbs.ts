import type { Person } from "./person";

/** What an operator can do to a person, in the order in which it helps. */
export const personVerbs = [
  "resend",
  "lift",
  "confirm",
  "unlock",
  "end-sessions",
  "suppress",
  "lock",
  "delete",
] as const;

/** One of them. */
export type PersonVerb = (typeof personVerbs)[number];

/** What makes sense for a person now; each verb looks again when it is done. */
export function offeredVerbs({ account, stops }: Person, now: Date): PersonVerb[] {
  const active = stops.filter(({ expiresAt }) => !expiresAt || expiresAt > now);
  const isWaiting = account !== null && !account.confirmedAt && !account.eraseAt;
  const isOpenMember = account?.role === "member" && !account.eraseAt;
  const stopsRegistration = active.some(({ scope }) =>
    ["everything", "registration"].includes(scope),
  );
  const makesSense: Record<PersonVerb, boolean> = {
    resend: isWaiting && account.waiting.length > 0 && !stopsRegistration,
    lift: active.length > 0,
    confirm: isWaiting && account.confirmable.length > 0,
    unlock: Boolean(account?.lockedAt),
    // Also without a session: links and codes on their way would open one.
    "end-sessions": Boolean(account?.confirmedAt),
    suppress: !active.some(({ scope }) => scope === "everything"),
    lock: isOpenMember && !account.lockedAt,
    delete: isOpenMember,
  };
  return personVerbs.filter((verb) => makesSense[verb]);
}
