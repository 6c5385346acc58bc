import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anIp } from "../../support/an-ip";
import { startApp, type RunningApp } from "../../support/app";
import { callAction } from "../../support/call-action";
import { PlainBrowser } from "../../support/plain-browser";
import { anAddress, PASSWORD } from "../../support/registrations";

const databaseUrl = process.env.DATABASE_URL!;
const BUTTON = "Create account";
const SENTENCE =
  /Too many accounts have been created from your network\. Try again in (1 hour|59 minutes)\./;

let database: pg.Client;
let app: RunningApp;
/** The same, without a proxy in front of it. */
let bareApp: RunningApp;

beforeAll(async () => {
  database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  app = await startApp({ env: { DATABASE_URL: databaseUrl } });
  bareApp = await startApp({ env: { DATABASE_URL: databaseUrl, TRUSTED_PROXY_COUNT: "0" } });
});

afterAll(async () => {
  await Promise.all([app.stop(), bareApp.stop()]);
  await database.end();
});

/** A browser with the form open, that says it is somewhere. */
async function visitor(ip: string | null, origin = app.url): Promise<PlainBrowser> {
  const browser = new PlainBrowser(origin);
  browser.ip = ip;
  await browser.open("/register");
  return browser;
}

async function register(ip: string | null, origin = app.url, extra: Record<string, string> = {}) {
  const browser = await visitor(ip, origin);
  const form = { ...browser.hiddenFields(BUTTON), email: anAddress(), password: PASSWORD };
  return browser.post("/register", { ...form, ...extra });
}

/** Registers as many people from there as the limit lets through. */
async function useUp(ip: () => string | null, origin = app.url): Promise<void> {
  const answers = await Promise.all(Array.from({ length: 10 }, () => register(ip(), origin)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
}

async function isRegistered(address: string): Promise<boolean> {
  const { rowCount } = await database.query('SELECT FROM "user" WHERE address = $1', [address]);
  return rowCount === 1;
}

describe("who is over a limit", () => {
  test("is told so by a plain form, by status, Retry-After and a sentence, and is not registered", async () => {
    const ip = anIp();
    await useUp(() => ip);
    const address = anAddress();
    const { status, headers, body } = await register(ip, app.url, { email: address });
    expect(status).toBe(429);
    expect(Number(headers["retry-after"])).toBeGreaterThan(3_500);
    expect(Number(headers["retry-after"])).toBeLessThanOrEqual(3_600);
    expect(headers["content-type"]).toMatch(/^text\/html/);
    expect(body).toMatch(SENTENCE);
    expect(body).toContain(`value="${address}"`);
    expect(await isRegistered(address)).toBe(false);
    expect((await register(anIp())).status).toBe(303);
  });

  test.each(["/register", "/sign-in"])(
    "is told so by a form that scripts send, addressed to %s",
    async (path) => {
      const ip = anIp();
      await useUp(() => ip);
      const browser = await visitor(ip);
      const fields = { email: anAddress(), password: PASSWORD };
      const call = { button: BUTTON, fields, path, origin: app.url };
      const { status, headers, body } = await callAction(browser, call);
      expect([status, headers["content-type"]]).toEqual([429, "text/x-component"]);
      expect(Number(headers["retry-after"])).toBeGreaterThan(3_500);
      expect(body).toMatch(SENTENCE);
    },
  );

  test("sees every page, and the next answer on the same connection is a usual one", async () => {
    const ip = anIp();
    await useUp(() => ip);
    const browser = await visitor(ip);
    await browser.press(BUTTON, { email: anAddress(), password: PASSWORD });
    const page = await browser.open("/register");
    expect([page.status, page.headers["retry-after"]]).toEqual([200, undefined]);
  });
});

describe("where somebody is", () => {
  test("cannot be made up where there is no proxy", async () => {
    const forged = [anIp, () => `${anIp()}, ${anIp()}`, () => "127.0.0.1", () => null];
    const next = () => forged[Math.floor(Math.random() * forged.length)]!();
    await useUp(next, bareApp.url);
    for (const forge of forged) expect((await register(forge(), bareApp.url)).status).toBe(429);
  });

  test("is what the proxy appended, whatever the client claimed before that", async () => {
    const ip = anIp();
    await useUp(() => `${anIp()}, ${ip}`);
    expect((await register(`${anIp()}, ${ip}`)).status).toBe(429);
    expect((await register(`${ip}, ${anIp()}`)).status).toBe(303);
  });

  test("is kept with a registration, and is not what a made-up exchange says", async () => {
    const [address, ip] = [anAddress(), anIp()];
    const browser = await visitor(ip);
    browser.headers["x-latchkey-exchange"] = randomUUID();
    const form = { ...browser.hiddenFields(BUTTON), email: address, password: PASSWORD };
    const { status, headers } = await browser.post("/register", form);
    expect(status).toBe(303);
    expect(Object.keys(headers).join()).not.toContain("exchange");
    const { rows } = await database.query("SELECT ip FROM registration WHERE address = $1", [
      address,
    ]);
    expect(rows).toEqual([{ ip }]);
  });
});

describe("the form to register", () => {
  test("takes whoever fills in what no person sees for a program, until they press again", async () => {
    const address = anAddress();
    const browser = await visitor(anIp());
    const filled = await browser.press(BUTTON, {
      email: address,
      password: PASSWORD,
      website: "https://spam.example",
    });
    expect(filled.status).toBe(200);
    expect(filled.body).toContain("Something about that looked automated.");
    expect(filled.body).not.toContain("spam.example");
    expect(await isRegistered(address)).toBe(false);
    const again = await browser.press(BUTTON, { email: address, password: PASSWORD, website: "" });
    expect(again.path).toBe("/check-your-email");
    expect(await isRegistered(address)).toBe(true);
  });

  test.each([
    ["a NUL byte", "ada\u0000@example.com", PASSWORD, "hidden characters"],
    ["a NUL byte in a password", "ada@example.com", `${PASSWORD}\u0000`, "hidden characters"],
    ["half a megabyte", `${"a".repeat(500_000)}@example.com`, PASSWORD, "That’s too long."],
  ])("complains of the field with %s", async (_what, email, password, complaint) => {
    const { status, body } = await register(anIp(), app.url, { email, password });
    expect(status).toBe(200);
    expect(body).toContain(complaint);
    expect(body.length).toBeLessThan(100_000);
  });

  test("refuses a megabyte and more without a fault of its own", async () => {
    const email = `${"a".repeat(1_500_000)}@example.com`;
    const { status, body } = await register(anIp(), app.url, { email });
    expect(status).toBe(413);
    expect(body.length).toBeLessThan(100_000);
  });
});
