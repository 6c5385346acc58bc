import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import { expect, test, vi } from "vitest";
import { loadWith } from "../support/load-with";

test("the environment that is checked is left in place as a plain copy, and complete", async () => {
  const before = { ...process.env, SOME_VARIABLE: "kept" };
  vi.stubEnv("SOME_VARIABLE", "kept");
  await loadWith({}, () => import("@/lib/env"));
  expect(process.env).toMatchObject(before);
  // Node.js's own refuses a symbol as a value; a plain object takes anything.
  expect(Reflect.set(process.env, "A_SYMBOL", Symbol("plain"))).toBe(true);
  delete process.env.A_SYMBOL;
});

// docs/decisions/0036: when this fails, Inngest reads what it needs, and the copy in lib/env.ts can go.
test("Inngest's SDK still reads the whole environment for each call", async () => {
  const client = new Inngest({ id: "canary", isDev: true });
  const handler = serve({ client, functions: [] });
  let listings = 0;
  const original = process.env;
  process.env = new Proxy(
    { ...original },
    {
      ownKeys: (environment) => {
        listings += 1;
        return Reflect.ownKeys(environment);
      },
    },
  );
  try {
    await handler(new Request("http://localhost/api/inngest", { headers: { host: "localhost" } }));
  } finally {
    process.env = original;
  }
  expect(listings).toBeGreaterThan(0);
});
