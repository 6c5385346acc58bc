// Gives every integration test file a migrated database of its own and the product's
// environment, before the product is imported. The databases go with their server.
import { vi } from "vitest";
import { createTestDatabase } from "./database";
import { testEnvironment } from "./test-environment";

/** What the product keeps for a whole process (lib/once-per-process.ts), and what we keep. */
type Kept = {
  [name: string]: unknown;
  latchkey?: Map<string, unknown>;
  firstEnvironment?: NodeJS.ProcessEnv;
};
const kept = globalThis as typeof globalThis & Kept;

// A worker runs one file after another and keeps the packages from npm, which take a second to
// load. Each file gets modules of the product that no other file has touched.
const database = kept.latchkey?.get("database") as { $disconnect(): Promise<void> } | undefined;
await database?.$disconnect();
clearInterval(kept.latchkey?.get("sweeper") as NodeJS.Timeout | undefined);
for (const name of Object.keys(kept)) if (name.startsWith("latchkey")) delete kept[name];
kept.firstEnvironment ??= { ...process.env };
process.env = { ...kept.firstEnvironment };
vi.resetModules();

const { url } = await createTestDatabase();
Object.assign(process.env, testEnvironment({ databaseUrl: url, port: 3000 }));
