// npm run seed -- 1000000 [seed]: fills the database of the environment, or the local
// stack's, with people and a year of their histories. The same seed gives the same people.
import { Misuse, readOptions, refuse } from "@latchkey/command-line/read-options";
import { connectToSeed } from "./connect-to-seed";
import { seedPeople, SEEDED_PASSWORD } from "./seed-people";

const command = {
  name: "npm run seed",
  help: `fills the local database with made-up people and a year of their histories.
Usage: npm run seed -- [<people> [<seed>]]

There are 1000 people, unless it is said. The same seed gives the same people.
It needs "npm run dev" to be running, and the same variables if that has other ports; or a
database of yours on this machine, by DATABASE_URL.`,
  words: 2,
};
const { words } = readOptions(command);
const [people, seed] = [Number(words[0] ?? 1_000), Number(words[1] ?? 1)];
const say = (what: string) => console.error(what);

if (!Number.isSafeInteger(people) || people < 1 || !Number.isSafeInteger(seed) || seed < 0)
  refuse(command, new Misuse("How many people, and which seed, are whole numbers."));

const client = await connectToSeed();
if (client) {
  try {
    const result = await seedPeople(client, { people, seed, now: Date.now(), say });
    if (result.outcome === "seeded_before") {
      say(`The people of seed ${seed} are there already; another seed gives others.`);
      process.exitCode = 1;
    } else {
      say(`${result.rows} rows. Everybody's password is “${SEEDED_PASSWORD}”.`);
    }
  } finally {
    await client.end();
  }
}
