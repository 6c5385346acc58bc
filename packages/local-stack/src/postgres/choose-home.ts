import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { binariesIn, locateBinaries, type PostgresBinaries } from "./locate-binaries";

export interface PostgresHome {
  binaries: PostgresBinaries;
  /** Holds the cluster's folder. */
  directory: string;
  /** Everything that is kept for this cluster lies below here. */
  base: string;
  /** The account the server runs as, when it is not our own. */
  owner: { uid: number; gid: number } | undefined;
}

/**
 * Decides where a cluster lives and who runs it. PostgreSQL refuses to run as root, so
 * root lends it another account. That account cannot enter a clone inside /root, so
 * there the programs and the data live under /var/lib instead.
 */
export function chooseHome(directory: string): PostgresHome {
  const binaries = locateBinaries();
  mkdirSync(directory, { recursive: true });
  if (process.getuid?.() !== 0) return { binaries, directory, base: directory, owner: undefined };

  const owner = lendAccount();
  if (isOpenToOthers(directory) && isOpenToOthers(binaries.native)) {
    chownSync(directory, owner.uid, owner.gid);
    return { binaries, directory, base: directory, owner };
  }
  const base = sharedHomeOf(directory);
  const native = path.join(base, "native");
  copyPrograms(binaries.native, native);
  const data = path.join(base, "data");
  mkdirSync(data, { recursive: true });
  chownSync(data, owner.uid, owner.gid);
  return { binaries: binariesIn(native), directory: data, base, owner };
}

/** Where root keeps a cluster whose own folder other accounts cannot enter. */
function sharedHomeOf(directory: string): string {
  const name = createHash("sha256").update(path.resolve(directory)).digest("hex").slice(0, 12);
  return path.join("/var/lib/latchkey-local-stack", name);
}

/** Copies aside and renames, so a copy that was cut off is not taken for a whole one. */
function copyPrograms(from: string, to: string): void {
  if (existsSync(to) && statSync(to).mtimeMs >= statSync(from).mtimeMs) return;
  const unfinished = `${to}.unfinished`;
  for (const folder of [unfinished, to]) rmSync(folder, { recursive: true, force: true });
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, to);
}

function lendAccount(): { uid: number; gid: number } {
  for (const name of ["postgres", "nobody"]) {
    try {
      return { uid: idOf("-u", name), gid: idOf("-g", name) };
    } catch {
      continue;
    }
  }
  throw new Error(
    "PostgreSQL does not run as root, and this machine has neither the account " +
      '"postgres" nor "nobody". Start as an ordinary user, or set DATABASE_URL.',
  );
}

function idOf(kind: "-u" | "-g", name: string): number {
  const printed = execFileSync("id", [kind, name], { stdio: ["ignore", "pipe", "ignore"] });
  // Some systems print the id of "nobody" unsigned; Node takes it signed.
  return Number.parseInt(printed.toString(), 10) | 0;
}

/** Whether an account that is neither owner nor group may pass through every folder. */
function isOpenToOthers(directory: string): boolean {
  for (let folder = path.resolve(directory); ; folder = path.dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}
