import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface LocalSecrets {
  authSecret: string;
  tokenKeys: string;
  secondFactorKeys: string;
  postgresPassword: string;
}

/**
 * The secrets of a local stack. Made once and kept in the folder's secrets.json, which
 * only its owner may read; losing them ends every session and voids every link.
 */
export function localSecrets(directory: string): LocalSecrets {
  const file = path.join(directory, "secrets.json");
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as object) : {};
  const secrets: LocalSecrets = {
    authSecret: randomBytes(32).toString("base64url"),
    tokenKeys: `1:${randomBytes(32).toString("base64")}`,
    secondFactorKeys: `1:${randomBytes(32).toString("base64")}`,
    postgresPassword: randomBytes(18).toString("base64url"),
    ...kept,
  };
  if (Object.keys(kept).length < Object.keys(secrets).length) {
    mkdirSync(directory, { recursive: true });
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  }
  return secrets;
}
