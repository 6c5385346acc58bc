import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findFreePort } from "../ports/find-free-port";
import { startPostgres, type RunningPostgres } from "./start-postgres";
import { removeCluster } from "./remove-cluster";

/** A PostgreSQL on a free port whose data goes when it stops. */
export async function startTemporaryPostgres(): Promise<RunningPostgres> {
  const parent = mkdtempSync(path.join(os.tmpdir(), "latchkey-"));
  // When we are root, the account that runs PostgreSQL has to pass through here.
  chmodSync(parent, 0o711);
  const directory = path.join(parent, "postgres");
  const remove = async () => {
    await removeCluster(directory);
    rmSync(parent, { recursive: true, force: true });
  };
  try {
    const postgres = await startPostgres({
      directory,
      port: await findFreePort(),
      password: randomBytes(18).toString("base64url"),
      isDurable: false,
    });
    return {
      absoluteUrl: (database) => postgres.absoluteUrl(database),
      stop: async () => {
        await postgres.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
