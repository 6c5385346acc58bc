import { hash } from "@node-rs/argon2";
import type pg from "pg";
import { HOUR, SECOND } from "@/lib/clock";
import { makeChance } from "./chance";
import { copyRows } from "./copy-rows";
import { writeFaster } from "./faster-writing";
import { hoursOfTheYear } from "./hours-of-the-year";
import { moment, Rows } from "./rows";
import { tables } from "./tables";
import { uuidAt } from "./uuid-at";
import { writeLaterLife, writeReset } from "./write-later-life";
import { writeOperatorAction } from "./write-operators";
import { type Person, type Seeding, writePerson } from "./write-person";

/** What everybody who is seeded signs in with. */
export const SEEDED_PASSWORD = "nine moons over Jura";

/** People whose rows are in memory at a time. */
const BATCH = 10_000;

export type Wishes = {
  people: number;
  /** Another number gives other people; the same one, at the same time, the same. */
  seed: number;
  now: number;
  say: (what: string) => void;
};

const OPERATOR = (seed: number) => `operator.${seed}@latchkey.example`;

/** Somebody with the role, to have done what operators did. */
function writeOperator({ rows, chance, now, passwordHash }: Seeding, address: string): string {
  const at = now - 366 * 24 * HOUR;
  const id = uuidAt(at, chance);
  const times = {
    created_at: moment(at),
    confirmation_sent_at: moment(at),
    confirmed_at: moment(at),
  };
  const spelling = { address, original_address: address };
  const state = { erase_at: null, role: "operator", locked_at: null };
  rows.add("user", { id, ...spelling, password_hash: passwordHash, ...times, ...state });
  return id;
}

function writeHistory(world: Seeding, operatorId: string, number: string, at: number): void {
  const { chance } = world;
  const person: Person = writePerson(world, number, at);
  writeLaterLife(world, person);
  // People also try addresses that they never registered with.
  if (chance.happens(0.01)) writeReset(world, null, `other.${person.address}`, at);
  if (chance.happens(0.002)) writeOperatorAction(world, operatorId, person);
}

/**
 * Fills the database with people and all that happened to them in the year before `now`, in
 * the time's order. Takes minutes for a million; nothing is left of it when it breaks off.
 *
 * @returns rows written; "seeded_before" when these very people are there already
 */
export async function seedPeople(
  client: pg.Client,
  { people, seed, now, say }: Wishes,
): Promise<{ outcome: "seeded"; rows: number } | { outcome: "seeded_before" }> {
  const address = OPERATOR(seed);
  const found = await client.query(`SELECT 1 FROM "user" WHERE address = $1`, [address]);
  if (found.rowCount) return { outcome: "seeded_before" };
  const passwordHash = await hash(SEEDED_PASSWORD, { memoryCost: 19 * 1_024, timeCost: 2 });
  const chance = makeChance(seed);
  const world: Seeding = { rows: new Rows(), chance, now, suppressed: new Set(), passwordHash };
  const begun = Date.now();
  let [done, written] = [0, 0];
  const write = async () => {
    const operatorId = writeOperator(world, address);
    for (const { start, people: coming } of hoursOfTheYear(people, now)) {
      const length = Math.min(HOUR, now - start);
      const times = Array.from({ length: coming }, () => start + chance.between(0, length));
      for (const at of times.sort((a, b) => a - b)) {
        writeHistory(world, operatorId, `${seed.toString(36)}${done.toString(36)}`, at);
        done += 1;
        if (done % BATCH !== 0) continue;
        written += await copyRows(client, world.rows);
        say(`${done} of ${people} people, ${Math.round((Date.now() - begun) / SECOND)} s`);
      }
    }
    written += await copyRows(client, world.rows);
  };
  await writeFaster(client, write, say);
  say("Collecting statistics");
  for (const table of Object.keys(tables)) await client.query(`ANALYZE "${table}"`);
  return { outcome: "seeded", rows: written };
}
