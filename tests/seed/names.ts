import type { Chance } from "./chance";

const FIRST = `ada alan amelie amina anna ben bruno carla chen clara daniel diego elena emil emma
  farid felix finn fatima grace hana hugo ida ines ivan jana jonas julia kai karl lea leo lina luca
  maja marie max mila mohamed nina noah olga oscar paul petra priya rosa sam sara sofia tariq theo
  tom vera wei yara yusuf zoe`.split(/\s+/);

const LAST = `ahmed bauer becker bell berg brown costa diaz dubois evans fischer fuchs garcia gruber
  hansen huber ito jansen jones kaya keller khan klein kovac kumar lang lee lopez maier martin meyer
  moretti mueller nguyen novak patel peters petrov rossi ruiz santos sato schmidt silva singh smith
  suzuki tanaka vogel wagner weber wilson wolf wong yilmaz young zhang`.split(/\s+/);

const COMPANY =
  `acme apex atlas aurora beacon birch blue bolt bright cedar cobalt copper coral delta
  ember falcon fern forge granite harbor helix indigo iris juniper lumen maple nimbus north nova
  oak onyx orbit pine quartz river sable sierra slate solar summit terra timber vertex willow`.split(
    /\s+/,
  );
const TRADE = ["labs", "works", "systems", "media", "health", "logistics", "partners", "studio"];
const ENDING = ["com", "com", "com", "de", "io", "co.uk", "fr", "org"];

const MAILBOX_PROVIDERS = [
  ["gmail.com", 380],
  ["outlook.com", 95],
  ["hotmail.com", 60],
  ["yahoo.com", 70],
  ["icloud.com", 65],
  ["web.de", 40],
  ["gmx.de", 35],
  ["live.com", 15],
  ["me.com", 8],
  ["proton.me", 14],
  ["yahoo.co.uk", 10],
  ["googlemail.com", 6],
  ["aol.com", 9],
  ["orange.fr", 8],
  ["t-online.de", 10],
  [null, 175],
] as const;

/** Company domains are many, and a few of them are much bigger than the others. */
function companyDomain(chance: Chance): string {
  const squared = (list: readonly string[]) =>
    list[Math.floor(chance.between(0, 1) ** 2 * list.length)]!;
  return `${squared(COMPANY)}-${squared(TRADE)}.${squared(ENDING)}`;
}

/** An address that no other number gives, and whether it is one of a company. */
export function addressOf(number: string, chance: Chance): { address: string; isCompany: boolean } {
  const provider = chance.byWeight(MAILBOX_PROVIDERS);
  const [first, last] = [chance.oneOf(FIRST), chance.oneOf(LAST)];
  const separator = chance.oneOf([".", ".", "_", ""]);
  return {
    address: `${first}${separator}${last}.${number}@${provider ?? companyDomain(chance)}`,
    isCompany: provider === null,
  };
}
