import { spawnSync } from "node:child_process";
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { PostgresHome } from "./choose-home";

/**
 * Makes the cluster's files once. They are made aside and renamed, so a process killed
 * half-way leaves nothing that looks like a cluster.
 */
export function initialiseCluster(home: PostgresHome, cluster: string, password: string): void {
  if (existsSync(path.join(cluster, "PG_VERSION"))) {
    refuseOtherVersion(home, cluster);
    return;
  }
  const unfinished = `${cluster}.unfinished`;
  const passwordFile = path.join(home.directory, `password-${process.pid}`);
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (home.owner) chownSync(passwordFile, home.owner.uid, home.owner.gid);
  try {
    const result = spawnSync(
      home.binaries.initdb,
      [
        `--pgdata=${unfinished}`,
        "--username=postgres",
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--no-locale",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-sync",
        "--no-instructions",
      ],
      { cwd: home.directory, encoding: "utf8", windowsHide: true, ...home.owner },
    );
    if (result.error) throw result.error;
    if (result.status !== 0) {
      throw new Error(`PostgreSQL could not make its files:\n${result.stderr || result.stdout}`);
    }
    renameSync(unfinished, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** A cluster is bound to one major version of PostgreSQL. */
function refuseOtherVersion(home: PostgresHome, cluster: string): void {
  const made = readFileSync(path.join(cluster, "PG_VERSION"), "utf8").trim();
  const version = spawnSync(home.binaries.postgres, ["--version"], { encoding: "utf8" });
  const installed = /(\d+)\./.exec(version.stdout ?? "")?.[1];
  if (installed === undefined || installed === made) return;
  throw new Error(
    `The local database in ${cluster} was made by PostgreSQL ${made}; installed is ` +
      `${installed}. "npm run dev -- --fresh" starts again from nothing.`,
  );
}
