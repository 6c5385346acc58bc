const shared = globalThis as typeof globalThis & { latchkey?: Map<string, unknown> };

/**
 * A value that exists once in a process: made at the first call, the same one ever after.
 *
 * Next.js builds pages with their server actions apart from route handlers and instrumentation.
 * Each of the two has its own copy of every module, so a module's own variable exists twice. Two
 * queues would let twice as many passwords be hashed at once; what one copy has warmed up, the
 * other would make again. Development reloads modules as well. An error that such a value throws
 * may be of the other copy's class: ask for its name, not by `instanceof`.
 *
 * @param name tells the values apart, over all modules
 */
export function oncePerProcess<Value>(name: string, make: () => Value): Value {
  const values = (shared.latchkey ??= new Map<string, unknown>());
  if (!values.has(name)) values.set(name, make());
  return values.get(name) as Value;
}
