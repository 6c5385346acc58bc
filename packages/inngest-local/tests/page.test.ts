import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { poll } from "@latchkey/testing/poll";
import { startFixture, type Fixture } from "./fixture";

let shop: Fixture;
let failedRun: string;
let repaired = false;

beforeAll(async () => {
  shop = await startFixture((client) => [
    client.createFunction(
      { id: "greet", triggers: { event: "guest/<script>alert(1)</script>" }, retries: 1 },
      async ({ step, event }) => {
        await step.run(
          "<b>look</b> & see",
          () => `<img src=x onerror=alert(2)> ${String(event.data.name)}`,
        );
        await step.run("long", () => "x".repeat(5_000));
        if (!repaired) throw new Error("</pre><script>alert(3)</script>");
        return "well";
      },
    ),
    client.createFunction({ id: "sweep", triggers: { cron: "0 3 * * *" } }, () => "swept"),
  ]);
  await shop.client.send({
    name: "guest/<script>alert(1)</script>",
    id: "g-1",
    data: { name: "Ada" },
  });
  failedRun = (await shop.ended("g-1")).id;
});

afterAll(() => shop.stop());

async function pageAt(path: string): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(`${shop.url}${path}`);
  return { status: response.status, text: await response.text(), headers: response.headers };
}

test("the page says that it is for development, and lists functions and runs", async () => {
  const { text } = await pageAt("/");
  expect(text).toContain("Local runner: for development");
  expect(text).toContain("shop-greet");
  expect(text).toMatch(/0 3 \* \* \*<\/code>, next <time/);
  expect(text).toContain(`/runs/${failedRun}`);
  expect(text).toContain("2 failed attempts");
  expect(text).toContain("Error: &lt;/pre&gt;&lt;script&gt;alert(3)");
  expect((await pageAt("/?status=completed")).text).not.toContain(`/runs/${failedRun}`);
});

test("a run's page shows its steps, what they gave, and what failed", async () => {
  const { text } = await pageAt(`/runs/${failedRun}`);
  expect(text).toContain("&lt;b&gt;look&lt;/b&gt; &amp; see");
  expect(text).toContain("characters of JSON");
  expect(text).toMatch(/the function[^]*attempt 1 [^]*the function[^]*attempt 2 /);
  expect(text).toContain("Error: &lt;/pre&gt;");
  expect(text).toMatch(/long<\/strong[^]*StepRun · 1 attempt /);
  expect(text).toContain("Retry</button>");
  expect((await pageAt("/runs/none")).status).toBe(404);
});

test("nothing that an app or a visitor sent becomes markup, and no script may run", async () => {
  for (const path of ["/", `/runs/${failedRun}`, "/?status=%3Cscript%3E&before=%3Cscript%3E"]) {
    const { text, headers } = await pageAt(path);
    expect(text).not.toMatch(/<script|<img|<b>/);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  }
});

test("the page refreshes itself until that is paused", async () => {
  expect((await pageAt("/")).text).toContain('http-equiv="refresh"');
  expect((await pageAt("/?refresh=off")).text).not.toContain('http-equiv="refresh"');
});

test("the buttons run a scheduled function now and retry a failed run from its start", async () => {
  repaired = true;
  for (const [action, functionId] of [
    ["/functions/shop-sweep/run", "shop-sweep"],
    [`/runs/${failedRun}/retry`, "shop-greet"],
  ] as const) {
    const response = await fetch(`${shop.url}${action}`, {
      method: "POST",
      redirect: "manual",
      headers: { origin: shop.url },
    });
    expect(response.status).toBe(303);
    const id = response.headers.get("location")?.split("/").at(-1) ?? "";
    const run = await poll("the run to complete", async () => {
      const details = await shop.run(id);
      return details.status === "completed" && details;
    });
    expect(run.functionId).toBe(functionId);
  }
  const again = await fetch(`${shop.url}/api/runs/${failedRun}/retry`, { method: "POST" });
  expect(again.status).toBe(200);
  const refused = await fetch(`${shop.url}/api/functions/shop-greet/run`, { method: "POST" });
  expect(refused.status).toBe(409);
});

const FOREIGN = { origin: "https://evil.example" };
const paths = [
  "/e/key",
  "/fn/register",
  "/functions/shop-sweep/run",
  "/api/functions/shop-sweep/run",
];

test.each(paths)("a page of another website cannot post to %s", async (path) => {
  const before = (await shop.runs()).length;
  const body = JSON.stringify([{ name: "guest/x", data: {} }]);
  for (const headers of [FOREIGN, { origin: "null" }, { "sec-fetch-site": "cross-site" }]) {
    const response = await fetch(`${shop.url}${path}`, { method: "POST", headers, body });
    expect(response.status).toBe(403);
  }
  expect(await shop.runs()).toHaveLength(before);
});

test("a foreign name that points to this machine is answered nothing", async () => {
  const { port } = new URL(shop.url);
  for (const path of ["/", "/api/runs", `/runs/${failedRun}`]) {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { host: `evil.example:${port}` };
      const sent = request({ host: "127.0.0.1", port, path, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on("error", reject).end();
    });
    expect(status).toBe(403);
  }
});

test("the lists for programs filter by status and by event", async () => {
  expect((await shop.runs({ event_id: "g-1" })).map(({ status }) => status)).toContain("failed");
  expect(await shop.runs({ status: "cancelled" })).toEqual([]);
  expect((await fetch(`${shop.url}/api/runs/none`)).status).toBe(404);
  expect((await fetch(`${shop.url}/%E0%A4%A`)).status).toBe(400);
});
