import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import path from "node:path";
import type { FloorName, Floor } from "./floors";
import type { Measured } from "./measure-operation";
import type { Values } from "./single-figures";

const file = path.join(import.meta.dirname, "figures.json");

/** What one bench has found. */
export interface Findings {
  floors: Partial<Record<FloorName, Floor>>;
  operations: Record<string, Measured>;
  figures: Values;
}

/** Findings that were kept, and where they come from. */
export interface Column extends Findings {
  date: string;
  commit: string;
  machine: string;
  people: number;
  /** Processors that other programs used meanwhile. */
  foreignLoad: number;
}

/** Kept columns by their name, the oldest first. */
export function readColumns(): Record<string, Column> {
  if (!existsSync(file)) return {};
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, Column>;
}

/** Keeps what was found. Of a column that is there already, only what was measured anew changes. */
export function saveColumn(name: string, found: Findings, people: number, load: number): void {
  const columns = readColumns();
  const old = columns[name];
  const [{ model = "" } = {}] = cpus();
  columns[name] = {
    date: new Date().toISOString().slice(0, 10),
    commit: commit(),
    machine: `${availableParallelism()} × ${model.trim()}, Node.js ${process.versions.node}`,
    people,
    foreignLoad: load,
    floors: { ...old?.floors, ...found.floors },
    operations: { ...old?.operations, ...found.operations },
    figures: { ...old?.figures, ...found.figures },
  };
  // Three digits say all that a measurement can.
  const shorten = (_: string, value: unknown) =>
    typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(3)) : value;
  writeFileSync(file, `${JSON.stringify(columns, shorten, 2)}\n`);
}

/** The commit that is checked out; "+" when files of the product differ from it. */
function commit(): string {
  const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" }).trim();
  const product = ["app", "lib", "inngest", "emails", "components", "prisma", "proxy.ts"];
  const changed = git("status", "--porcelain", "--", ...product);
  return git("rev-parse", "--short", "HEAD") + (changed === "" ? "" : "+");
}
