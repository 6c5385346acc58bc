// What a program says on console.error or console.warn is a fault that nobody looked at.
// A test that expects one takes it over with vi.spyOn(console, "error").
import { afterEach, beforeEach } from "vitest";

const METHODS = ["error", "warn"] as const;
const originals = { error: console.error, warn: console.warn };
let said: string[] = [];

beforeEach(() => {
  said = [];
  for (const method of METHODS) {
    console[method] = (...parts: unknown[]) => {
      said.push(`console.${method}: ${parts.map(String).join(" ")}`);
      originals[method](...parts);
    };
  }
});

afterEach(() => {
  Object.assign(console, originals);
  if (said.length > 0) throw new Error(`The console was used:\n${said.join("\n")}`);
});
