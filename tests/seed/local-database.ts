import { localVariables } from "@latchkey/local-stack/local-variables";

const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/**
 * The variables of the app, with a database on this machine: seeded people belong into no
 * other.
 *
 * @throws Error when the database is somewhere else
 */
export function variablesToSeed(): Record<string, string | undefined> & { DATABASE_URL: string } {
  const variables = localVariables();
  const url = variables.DATABASE_URL ?? "";
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  if (!LOCAL_HOSTS.includes(host))
    throw new Error(`Only a database on this machine is seeded, and ${host} is none.`);
  return { ...variables, DATABASE_URL: url };
}
