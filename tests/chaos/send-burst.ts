import { hash } from "@node-rs/argon2";
import { preparePeople } from "../bench/prepared-people";
import type { Lab } from "./lab";
import type { Person } from "./people";

/**
 * People who are registered already, and whose emails all go out from now on.
 *
 * @param before what has to be done when their addresses are known and nothing is sent yet
 */
export async function sendBurst(
  lab: Lab,
  count: number,
  before?: (people: Person[]) => Promise<void>,
): Promise<Person[]> {
  const passwordHash = await hash("nine moons over Jura");
  const client = await lab.database.connect();
  try {
    // The sweeper sees none of them before `before` is done.
    await client.query("BEGIN");
    const prepared = await preparePeople(client, count, passwordHash);
    const people = prepared.map((each) => ({ ...each, unacknowledged: 0, isAcknowledged: true }));
    await before?.(people);
    await client.query("COMMIT");
    await lab.runner.sweep();
    return people;
  } finally {
    client.release();
  }
}
