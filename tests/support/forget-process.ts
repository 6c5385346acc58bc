import { vi } from "vitest";

/** What goes on as it is: its connections are those of the whole test file. */
const LASTING = new Set(["database", "sweeper"]);

/**
 * Forgets the modules of the product and what they keep for a whole process
 * (lib/once-per-process.ts). What is imported afterwards is as in another process.
 */
export function forgetProcess(): void {
  vi.resetModules();
  const { latchkey } = globalThis as typeof globalThis & { latchkey?: Map<string, unknown> };
  for (const name of latchkey?.keys() ?? []) if (!LASTING.has(name)) latchkey?.delete(name);
}
