import { hash } from "@node-rs/argon2";
import { preparePeople } from "../bench/prepared-people";
import type { Lab } from "./lab";
import type { Person } from "./people";

/** People who are registered already, and whose mails all go out from now on. */
export async function sendBurst(lab: Lab, count: number): Promise<Person[]> {
  const client = await lab.database.connect();
  try {
    const prepared = await preparePeople(client, count, await hash("nine moons over Jura"));
    return prepared.map((each) => ({ ...each, unacknowledged: 0, isAcknowledged: true }));
  } finally {
    client.release();
    await lab.runner.sweep();
  }
}
