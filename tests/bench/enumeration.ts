import pg from "pg";
import { startAppThatSendsNothing } from "../support/app";
import { createTestDatabase } from "../support/database";
import { STATES, type State } from "./address-states";
import { leastShiftFound, sameDistribution } from "./distinguish";
import { prepareProbes, type Probe } from "./enumeration-probes";
import { columnsOf, type Line } from "./report";
import { median, percentile } from "./rate";

const ROUNDS = 70;
const WARM_UP_ROUNDS = 5;

/** The chance to find a difference anywhere in the whole measure where there is none. */
const LEVEL = 0.01;
const SHIFT_STEP_MS = 0.05;

type Times = Map<State, number[]>;

/**
 * Tries to learn what an address is to us from how long answers take: what a stranger can do,
 * to addresses in each state by turns in an order left to chance, on a server of its own
 * that sends no email meanwhile, which would only hide differences. Each state's times are
 * compared with those of new addresses.
 *
 * @returns a line for the bench's table, and a table of its own
 */
export async function measureEnumeration(passwordHash: string): Promise<[Line, string]> {
  const made = await createTestDatabase();
  const database = new pg.Client({ connectionString: made.url });
  await database.connect();
  const app = await startAppThatSendsNothing(made.url);
  try {
    const count = WARM_UP_ROUNDS + ROUNDS;
    const probes = await prepareProbes({ origin: app.url, database, count, passwordHash });
    return judge(await timeAll(probes, database));
  } finally {
    await app.stop();
    await database.end();
    await made.drop();
  }
}

async function timeAll(probes: Probe[], database: pg.Client): Promise<Map<string, Times>> {
  const all = new Map<string, Times>(
    probes.map(({ action }) => [action, new Map(STATES.map((state) => [state, []]))]),
  );
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    // Two people ask for all changes of address: each round is another day for them.
    await database.query("DELETE FROM rate_limit");
    for (const { action, subjects, time } of probes) {
      const turn = subjects.slice(round * STATES.length, (round + 1) * STATES.length);
      for (const subject of shuffled(turn)) {
        const taken = await time(subject);
        if (round >= WARM_UP_ROUNDS) all.get(action)?.get(subject.state)?.push(taken);
      }
    }
  }
  return all;
}

function shuffled<T>(items: T[]): T[] {
  const drawn = items.map((item) => ({ item, lot: Math.random() }));
  return drawn.toSorted((a, b) => a.lot - b.lot).map(({ item }) => item);
}

function judge(all: Map<string, Times>): [Line, string] {
  const comparisons = all.size * (STATES.length - 1);
  const rows = [["action", "state", "median", "95th", "p", ""]];
  const told: string[] = [];
  for (const [action, times] of all) {
    const ofNew = times.get("new") ?? [];
    const shift = leastShiftFound(ofNew, LEVEL / comparisons, SHIFT_STEP_MS);
    for (const [state, each] of times) {
      // Bonferroni's correction: among many comparisons one is unlikely by chance.
      const p = Math.min(1, comparisons * sameDistribution(ofNew, each));
      const verdict = p < LEVEL ? "CAN BE TOLD" : "cannot be told";
      if (p < LEVEL) told.push(`${action}: ${state}`);
      const isNew = state === "new";
      rows.push([
        isNew ? action : "",
        state,
        ms(median(each)),
        ms(percentile(each, 95)),
        isNew ? "" : p.toPrecision(2),
        isNew ? `a shift of ${shift.toFixed(2)} ms would be found` : verdict,
      ]);
    }
  }
  const line = {
    measure: `enumeration by time, ${comparisons} comparisons`,
    result: told.length === 0 ? "cannot be told apart" : `${told.length} CAN BE TOLD`,
    target: "none to be told",
    isMet: told.length === 0,
  };
  return [line, columnsOf(rows, [2, 3, 4])];
}

const ms = (value: number) => `${value.toFixed(2)} ms`;
