import path from "node:path";
import { planStack, readEnvFiles } from "@latchkey/local-stack/environment";
import { projectRoot } from "@latchkey/local-stack/project-root";
import { localSecrets } from "@latchkey/local-stack/secrets";

const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/**
 * The variables of the app: those of the environment or of the local stack. Seeded people
 * belong into no database but one on this machine.
 *
 * @throws Error when the database is somewhere else
 */
export function localVariables(): Record<string, string | undefined> & { DATABASE_URL: string } {
  const written = readEnvFiles(projectRoot);
  const given = process.env.DATABASE_URL ?? written.DATABASE_URL;
  const variables = given
    ? { ...written, ...process.env }
    : planStack(process.env, written, localSecrets(path.join(projectRoot, ".local"))).variables;
  const url = variables.DATABASE_URL ?? "";
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  if (!LOCAL_HOSTS.includes(host))
    throw new Error(`Only a database on this machine is seeded, and ${host} is none.`);
  return { ...variables, DATABASE_URL: url };
}
