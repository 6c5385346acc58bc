import { linkIn } from "../support/inbox";
import { gatherEvidence } from "./evidence";
import type { Lab } from "./lab";
import { browserOf, keyHashOf, type Person } from "./people";

/**
 * Some of the people, spread over all, open the link in their newest email and should find
 * themselves in their account.
 *
 * @returns a sentence for each link that led elsewhere
 */
export async function confirmSome(lab: Lab, people: Person[], count: number): Promise<string[]> {
  const { promised } = await gatherEvidence(lab);
  const step = Math.max(1, Math.floor(people.length / count));
  const broken: string[] = [];
  for (const person of people.filter((_, n) => n % step === 0)) {
    const own = promised.filter((each) => each.keyHash === keyHashOf(person));
    const mail = own.flatMap(({ mails }) => mails).at(-1);
    // No email at all is told as a loss.
    if (mail === undefined) continue;
    const link = new URL(linkIn(mail, "/confirm/")).pathname;
    const { status, path } = await browserOf(lab, person).open(link);
    if (status !== 200 || path !== "/account?welcome")
      broken.push(`a link of ${person.address} led to ${path} with status ${status}`);
  }
  return broken;
}
