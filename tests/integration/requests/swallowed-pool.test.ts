// The pool's connections, when packets to the database vanish without a word.
import { afterAll, beforeAll, expect, test } from "vitest";
import { poll } from "@latchkey/testing/poll";
import { startSwallowingProxy } from "../../support/swallowing-proxy";

const QUERY_TIMEOUT_MS = 6_000;

let proxy: Awaited<ReturnType<typeof startSwallowingProxy>>;

// Imported when the way to the database is set.
const load = async () => ({
  ...(await import("@/lib/db")),
  ...(await import("@/lib/health/check-health")),
});
let product: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  proxy = await startSwallowingProxy(process.env.DATABASE_URL!);
  // What the URL says wins over the product's minute.
  process.env.DATABASE_URL = `${proxy.url}?query_timeout=${QUERY_TIMEOUT_MS}`;
  product = await load();
});

afterAll(async () => {
  await Promise.all([product.db.$disconnect(), proxy.stop()]);
});

test("health says in time that the database is away, who waits for it is told so, and the next is served", async () => {
  await product.db.user.count();
  proxy.swallow({ isShut: true });
  const counting = expect(product.db.user.count()).rejects.toThrow(/timeout/);
  const askedAt = performance.now();
  expect((await product.checkHealth()).database).toBe("down");
  expect(performance.now() - askedAt).toBeLessThan(QUERY_TIMEOUT_MS - 500);
  await counting;
  proxy.open();
  await poll("the pool to be well", async () => (await product.checkHealth()).database === "up");
  expect(await product.db.user.count()).toBe(0);
});
