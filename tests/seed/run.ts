// npm run seed -- 1000000 [seed]: fills the database of the environment, or the local
// stack's, with people and a year of their histories. The same seed gives the same people.
import pg from "pg";
import { variablesToSeed } from "./local-database";
import { seedPeople, SEEDED_PASSWORD } from "./seed-people";

const [people, seed] = [Number(process.argv[2] ?? 1_000), Number(process.argv[3] ?? 1)];
const say = (what: string) => console.error(what);

if (!Number.isSafeInteger(people) || people < 1 || !Number.isSafeInteger(seed) || seed < 0) {
  say("Say how many people: npm run seed -- 1000000 [seed]");
  process.exitCode = 2;
} else {
  const client = new pg.Client({ connectionString: variablesToSeed().DATABASE_URL });
  await client.connect();
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
