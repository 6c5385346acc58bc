import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadWith } from "../support/load-with";

const STOLEN = "nine moons over Jura";
const FINE = "seven rivers under Bern";
const WHO = { address: "ada@example.com" };
const SHORT = { outcome: "weak_password", min: 10 };

const hashOf = (password: string) =>
  createHash("sha1").update(password).digest("hex").toUpperCase();

/** How the list of breached passwords behaves. */
type Mood = "well" | "silent" | "broken" | "endless" | "elsewhere";

/** A range API: each answer is padded with hashes that were seen 0 times. */
async function startRangeApi() {
  let mood: Mood = "well";
  const asked: { path: string; padding: unknown }[] = [];
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? "", padding: request.headers["add-padding"] });
    if (mood === "silent") return;
    if (mood === "broken") return void response.writeHead(503).end("away");
    if (mood === "elsewhere")
      return void response.writeHead(302, { location: "http://127.0.0.1:9/" }).end();
    if (mood === "endless") return void response.end("A".repeat(1_000_000));
    const known = [`${hashOf(STOLEN).slice(5)}:7`, `${hashOf(FINE).slice(5)}:0`];
    response.end(`${"0".repeat(35)}:0\r\n${known.join("\r\n")}\r\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/range`,
    asked,
    be: (next: Mood) => (mood = next),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const load = async (variables: Record<string, string>) =>
  loadWith(variables, async () => ({
    ...(await import("@/lib/credentials/judge-new-password")),
    ...(await import("@/lib/metrics/metrics")),
  }));

describe("a new password", () => {
  test("has 10 characters, or as many as PASSWORD_MIN_LENGTH says", async () => {
    const { judgeNewPassword } = await load({});
    expect(await judgeNewPassword("xk7 Qzu9w", WHO)).toEqual(SHORT);
    expect(await judgeNewPassword("xk7 Qzu9w!", WHO)).toBeNull();
    const strict = await load({ PASSWORD_MIN_LENGTH: "15" });
    expect(await strict.judgeNewPassword("xk7 Qzu9w!", WHO)).toEqual({ ...SHORT, min: 15 });
  });

  test("has 8 beside a second factor, whatever the others need, and is judged like them", async () => {
    for (const PASSWORD_MIN_LENGTH of ["8", "10", "15"]) {
      const { judgeNewPassword } = await load({ PASSWORD_MIN_LENGTH });
      const who = { ...WHO, hasSecondFactor: true };
      expect(await judgeNewPassword("xk7 Qzu", who)).toEqual({ ...SHORT, min: 8 });
      expect(await judgeNewPassword("xk7 Qzu9", who)).toBeNull();
      expect(await judgeNewPassword("password", who)).toMatchObject({ advice: "topTen" });
    }
  });
});

describe("where breached passwords are refused", () => {
  let api: Awaited<ReturnType<typeof startRangeApi>>;
  let product: Awaited<ReturnType<typeof load>>;

  beforeAll(async () => {
    api = await startRangeApi();
    product = await load({ BREACHED_PASSWORDS_URL: api.url });
  });

  beforeEach(() => {
    api.be("well");
    api.asked.length = 0;
  });

  afterAll(() => api.stop());

  const counted = async (outcome: string) => {
    const { values } = await product.metrics.breachedPasswords.get();
    return values.find(({ labels }) => labels.outcome === outcome)?.value ?? 0;
  };

  test("a stolen one is, and the list is told five characters of its hash", async () => {
    expect(await product.judgeNewPassword(STOLEN, WHO)).toEqual({
      outcome: "weak_password",
      advice: "pwned",
    });
    expect(api.asked).toEqual([{ path: `/range/${hashOf(STOLEN).slice(0, 5)}`, padding: "true" }]);
    expect(await counted("breached")).toBe(1);
  });

  test("one that only pads the answer is not", async () => {
    expect(await product.judgeNewPassword(FINE, WHO)).toBeNull();
    expect(await counted("clean")).toBe(1);
  });

  test("nothing is told of one that is refused anyway", async () => {
    expect(await product.judgeNewPassword("short", WHO)).toEqual(SHORT);
    expect(await product.judgeNewPassword("password123", WHO)).not.toBeNull();
    expect(api.asked).toEqual([]);
  });

  test.each<Mood>(["silent", "broken", "endless", "elsewhere"])(
    "nobody is kept out when the list is %s, and it is counted",
    async (mood) => {
      api.be(mood);
      const before = await counted("failed");
      expect(await product.judgeNewPassword(STOLEN, WHO)).toBeNull();
      expect(await counted("failed")).toBe(before + 1);
    },
  );

  test("the list is not asked at all by default", async () => {
    const { judgeNewPassword } = await load({});
    expect(await judgeNewPassword(STOLEN, WHO)).toBeNull();
    expect(api.asked).toEqual([]);
  });
});
