import { expect, test } from "vitest";
import { createGroupCommit } from "../src/group-commit";
import { html } from "@latchkey/local-http/html";
import { refuseForeign } from "@latchkey/local-http/local-only";
import { receiveEvents } from "../src/receive-events";
import { ulid } from "../src/ulid";

const SEED = "1795354324619,fG0dGoPxw9Ix4g==";

function idsOf(body: unknown, seed?: string): string[] {
  const received = receiveEvents(body, seed, 1_795_354_324_700);
  if (!received.ok) throw new Error(received.reason);
  return received.value.ids;
}

test("the same seed names the same events, in order, and another seed others", () => {
  const body = [{ name: "a" }, { name: "b" }];
  expect(idsOf(body, SEED)).toEqual(idsOf(body, SEED));
  expect(new Set([...idsOf(body, SEED), ...idsOf(body), ...idsOf(body)]).size).toBe(6);
  expect(idsOf(body, SEED)[0]).toMatch(/^01[0-9A-HJKMNP-TV-Z]{24}$/);
});

test("an event keeps the id that it was sent with, and the sender is told another", () => {
  const received = receiveEvents([{ name: "a", id: "mine" }], SEED, 5);
  if (!received.ok) throw new Error(received.reason);
  expect(received.value.events).toEqual([{ id: "mine", name: "a", data: {}, ts: 5, user: {} }]);
  expect(received.value.ids).not.toContain("mine");
});

test("names of the runner's own making sort by their time", () => {
  const early = ulid(1_000);
  const late = ulid(1_001);
  expect(early < late).toBe(true);
  expect(ulid(0, new Uint8Array(10))).toBe("0".repeat(26));
});

test.each([
  ["localhost:8288", true],
  ["app.localhost:8288", true],
  ["127.0.0.1:8288", true],
  ["[::1]:8288", true],
  ["localhost.evil.example:8288", false],
  ["127.0.0.1.evil.example", false],
  ["evil.example", false],
  ["", false],
])("a request for the host %j passes: %s", (host, passes) => {
  expect(refuseForeign("GET", { host }, "127.0.0.1") === undefined).toBe(passes);
});

test("only a page of the runner itself may post from a browser", () => {
  const host = "localhost:8288";
  const post = (headers: Record<string, string>) =>
    refuseForeign("POST", { host, ...headers }, "127.0.0.1");
  expect(post({})).toBeUndefined();
  expect(
    post({ origin: "http://localhost:8288", "sec-fetch-site": "same-origin" }),
  ).toBeUndefined();
  expect(post({ origin: "http://localhost:3000" })).toBeDefined();
  expect(post({ origin: "null" })).toBeDefined();
  expect(post({ "sec-fetch-site": "same-site" })).toBeDefined();
});

test("values in markup are escaped, and markup in markup is not escaped twice", () => {
  const inner = html`<i title="${'"'}">${"<&>"}</i>`;
  expect(html`<p>${inner}${[1, undefined, "'"]}</p>`.text).toBe(
    '<p><i title="&quot;">&lt;&amp;&gt;</i>1&#39;</p>',
  );
});

test("what arrives together is committed together, one of each run, and a bad one fails alone", async () => {
  const flushed: string[][] = [];
  const commits = createGroupCommit<string, string>({
    most: 10,
    keyOf: (item) => item.charAt(0),
    flush: async (items) => {
      flushed.push(items);
      await Promise.resolve();
      if (items.includes("bad")) throw new Error("bad");
      return items.map((item) => item.toUpperCase());
    },
  });
  const items = ["x1", "a1", "a2", "bad", "c1"];
  const settled = await Promise.allSettled(items.map((item) => commits.submit(item)));
  expect(
    settled.map((result) => (result.status === "fulfilled" ? result.value : "failed")),
  ).toEqual(["X1", "A1", "A2", "failed", "C1"]);
  expect(flushed).toEqual([["x1"], ["a1", "bad", "c1"], ["a1"], ["bad"], ["c1"], ["a2"]]);
});
