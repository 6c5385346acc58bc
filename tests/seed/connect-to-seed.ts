import { explainError } from "@latchkey/migrations/explain-error";
import pg from "pg";
import { variablesToSeed } from "./local-database";

/**
 * A connection to the database that is seeded, or null where there is none; then it has said
 * what to do.
 */
export async function connectToSeed(): Promise<pg.Client | null> {
  try {
    const client = new pg.Client({ connectionString: variablesToSeed().DATABASE_URL });
    await client.connect();
    return client;
  } catch (error) {
    console.error(explainError(error));
    console.error('Is "npm run dev" running from this folder, with the same ports?');
    process.exitCode = 1;
    return null;
  }
}
