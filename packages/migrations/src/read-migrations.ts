import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { MigrationList } from "@prisma/schema-engine-wasm/schema_engine_bg";

/** The migrations of the product. */
export const migrationsDirectory = path.join(import.meta.dirname, "../../../prisma/migrations");

/** Reads every migration of a folder, oldest first, in the form the schema engine takes. */
export function readMigrations(directory = migrationsDirectory): MigrationList {
  const lockfile = path.join(directory, "migration_lock.toml");
  return {
    baseDir: directory,
    lockfile: {
      path: "migration_lock.toml",
      content: existsSync(lockfile) ? readFileSync(lockfile, "utf8") : null,
    },
    shadowDbInitScript: "",
    migrationDirectories: folders(directory).map((name) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: readScript(directory, name) },
    })),
  };
}

function folders(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function readScript(directory: string, name: string) {
  const file = path.join(directory, name, "migration.sql");
  return existsSync(file)
    ? { tag: "ok" as const, value: readFileSync(file, "utf8") }
    : { tag: "error" as const, value: `${name} has no migration.sql` };
}
