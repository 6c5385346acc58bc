import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { loadWith } from "../support/load-with";

const TOKEN_KEY = randomBytes(32).toString("base64");
const AUTH_SECRET = randomBytes(33).toString("base64");

async function keyWith(variables: Record<string, string>): Promise<string> {
  const load = () => import("@/lib/rate-limit/counting-key");
  const { countingKey } = await loadWith(
    { TOKEN_KEYS: `1:${TOKEN_KEY}`, AUTH_SECRET, ...variables },
    load,
  );
  return countingKey("rate-limit", ["ada@example.com"]);
}

test("limits and locks outlive a change of token keys, and begin anew under another AUTH_SECRET", async () => {
  const key = await keyWith({});
  expect(key).not.toContain("ada");
  const newTokenKey = `2:${randomBytes(32).toString("base64")}`;
  expect(await keyWith({ TOKEN_KEYS: `${newTokenKey},1:${TOKEN_KEY}` })).toBe(key);
  expect(await keyWith({ TOKEN_KEYS: newTokenKey })).toBe(key);
  expect(await keyWith({ AUTH_SECRET: randomBytes(33).toString("base64") })).not.toBe(key);
});
