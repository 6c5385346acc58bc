import { codeIn, linkIn } from "../support/inbox";
import type { Evidence, Promised } from "./evidence";
import { keyHashOf, type Person } from "./people";

/** What the promises came to: the figures of the table, and a sentence for each that was broken. */
export interface Judgement {
  acknowledged: number;
  users: number;
  /** How many people got email. */
  mailed: number;
  /** Emails beyond the first of each delivery. */
  duplicates: number;
  /** Emails that were promised and never came. */
  losses: number;
  broken: string[];
}

/**
 * Holds what happened against what was promised: whoever was told that an email is on its way is
 * one user with that registration, and gets the email; it comes again only where nobody could
 * know that it had gone out, and then with the same link and code.
 *
 * @param comesBack whose email reaches no mailbox, because it bounces there
 */
export function judge(
  people: Person[],
  { usersOf, promised }: Evidence,
  comesBack: (address: string) => boolean = () => false,
): Judgement {
  const acknowledged = people.filter((person) => person.isAcknowledged);
  const promisedTo = new Map<string, Promised[]>();
  for (const each of promised)
    promisedTo.set(each.address, [...(promisedTo.get(each.address) ?? []), each]);
  const lost = promised.filter(({ mails, address }) => mails.length === 0 && !comesBack(address));
  const broken = [
    ...acknowledged.flatMap((person) => whatIsWrongWith(person, promisedTo, usersOf)),
    ...lost.map(({ deliveryId, status }) => `delivery ${deliveryId} (${status}) never came`),
    ...promised.flatMap(whatIsWrongWithRepetitions),
  ];
  return {
    acknowledged: acknowledged.length,
    users: [...usersOf.values()].reduce((sum, count) => sum + count, 0),
    mailed: new Set(promised.flatMap(({ address, mails }) => (mails.length > 0 ? [address] : [])))
      .size,
    duplicates: promised.reduce((sum, { mails }) => sum + Math.max(0, mails.length - 1), 0),
    losses: lost.length,
    broken,
  };
}

function whatIsWrongWith(
  person: Person,
  promisedTo: Map<string, Promised[]>,
  usersOf: Map<string, number>,
): string[] {
  const { address, unacknowledged } = person;
  const users = usersOf.get(address) ?? 0;
  const registrations = promisedTo.get(address) ?? [];
  const most = 1 + unacknowledged;
  const own = registrations.filter(({ keyHash }) => keyHash === keyHashOf(person));
  return [
    ...(users === 1 ? [] : [`${address} was acknowledged and is ${users} users`]),
    ...(own.length >= 1 ? [] : [`${address} was acknowledged and has no registration`]),
    ...(registrations.length <= most
      ? []
      : [`${address} was posted ${most} times and has ${registrations.length} registrations`]),
  ];
}

function whatIsWrongWithRepetitions({ deliveryId, mails, mayHaveBeenTaken }: Promised): string[] {
  const contents = new Set(mails.map((mail) => `${linkIn(mail, "/confirm/")} ${codeIn(mail)}`));
  return [
    ...(mails.length <= mayHaveBeenTaken
      ? []
      : [
          `delivery ${deliveryId} came ${mails.length} times, though at most ${mayHaveBeenTaken} attempts may have been taken`,
        ]),
    ...(contents.size <= 1
      ? []
      : [`delivery ${deliveryId} came ${mails.length} times with different links or codes`]),
  ];
}
