import path from "node:path";
import { planStack, readEnvFiles, type Variables } from "./environment";
import { projectRoot } from "./project-root";
import { localSecrets } from "./secrets";

/**
 * The product's variables: those of the environment where it names a database, else the local
 * stack's.
 */
export function localVariables(): Variables {
  const written = readEnvFiles(projectRoot);
  if (process.env.DATABASE_URL ?? written.DATABASE_URL) return { ...written, ...process.env };
  const secrets = localSecrets(path.join(projectRoot, ".local"));
  return planStack(process.env, written, secrets).variables;
}
