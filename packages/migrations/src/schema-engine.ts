import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { CatalogAdapter } from "./catalog-adapter";

const require = createRequire(import.meta.url);

/**
 * Lends Prisma's schema engine on a database to some work. It is the WebAssembly build,
 * so that migrating downloads nothing.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  work: (engine: bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  instantiate();
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new CatalogAdapter(pool));
    const engine = await bindings.SchemaEngine.new(
      { datamodels: undefined },
      () => undefined,
      adapter,
    );
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

// A process has one half in JavaScript, however often a test runner loads this module.
const shared = globalThis as typeof globalThis & { schemaEngineIsInstantiated?: boolean };

/** Node 20 cannot import a .wasm file by itself, so its two halves are joined here. */
function instantiate(): void {
  if (shared.schemaEngineIsInstantiated) return;
  const directory = path.dirname(require.resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const binary = readFileSync(path.join(directory, "schema_engine_bg.wasm"));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(binary), {
    "./schema_engine_bg.js": withoutLastingTimers(bindings),
  });
  bindings.__wbg_set_wasm(instance.exports);
  // The engine leaves its last words here when it panics.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (message: string) => console.error(`Prisma's schema engine: ${message}`),
    },
  });
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
  shared.schemaEngineIsInstantiated = true;
}

/**
 * The engine limits some of its waits to ten seconds and never clears those timers. A program that
 * has migrated would wait for them before it ends.
 */
function withoutLastingTimers(imports: object): WebAssembly.ModuleImports {
  const unref = (callback: () => void, ms: number) => setTimeout(callback, ms).unref();
  return Object.fromEntries(
    Object.entries(imports).map(([name, value]) => [
      name,
      name.startsWith("__wbg_setTimeout_") ? unref : (value as WebAssembly.ImportValue),
    ]),
  );
}
