import { request } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type LocalSes, startLocalSes } from "@/tests/support/local-ses";
import { poll } from "@latchkey/testing/poll";

let ses: LocalSes;

beforeAll(async () => {
  ses = await startLocalSes();
});

beforeEach(async () => {
  await ses.clearFaults();
  await ses.call("DELETE", "/stats");
});

afterAll(() => ses.stop());

test.each([
  ["throttle", "throttled"],
  ["daily_quota", "quota_used_up"],
  ["unavailable", "unavailable"],
  ["rejected", "rejected"],
  ["silence_before", "unanswered"],
  ["hang_up_before", "unanswered"],
] as const)("with %s, an email is not taken and the app reads “%s”", async (fault, expected) => {
  const to = `${fault}@example.com`;
  await ses.setFault({ fault, times: 1 });
  expect(await ses.trySending(to)).toBe(expected);
  expect(await ses.mailsTo(to)).toEqual([]);
  expect(await ses.trySending(to)).toBe("sent");
});

test.each(["silence_after", "hang_up_after"] as const)(
  "with %s, an email is taken and nobody is told so",
  async (fault) => {
    const to = `${fault}@example.com`;
    await ses.setFault({ fault, times: 1 });
    expect(await ses.trySending(to)).toBe("unanswered");
    expect(await ses.mailsTo(to)).toHaveLength(1);
  },
);

test("a slow answer comes as late as was asked", async () => {
  await ses.setFault({ fault: "slow", ms: 300 });
  const startedAt = performance.now();
  expect(await ses.trySending("slow@example.com")).toBe("sent");
  expect(performance.now() - startedAt).toBeGreaterThan(290);
});

test("an email whose answer comes too late for the app was taken all the same", async () => {
  const to = "too-late@example.com";
  await ses.setFault({ fault: "slow", ms: 1_800, to });
  expect(await ses.trySending(to)).toBe("unanswered");
  await poll("the mail", async () => (await ses.mailsTo(to))[0]);
});

test("an email that was slowed down can meet another fault as well", async () => {
  await ses.setFault({ fault: "slow", ms: 100 });
  await ses.setFault({ fault: "unavailable" });
  expect(await ses.trySending("both@example.com")).toBe("unavailable");
});

test("a fault meets the address or the domain that it names, and no other", async () => {
  await ses.setFault({ fault: "unavailable", to: "Ann@example.com" });
  await ses.setFault({ fault: "throttle", to: "*@example.org" });
  expect(await ses.trySending("ann@EXAMPLE.com")).toBe("unavailable");
  expect(await ses.trySending("bob@example.com")).toBe("sent");
  expect(await ses.trySending("bob@example.org")).toBe("throttled");
  expect(await ses.trySending("bob@sub.example.org")).toBe("sent");
});

test("a fault meets its share of the emails and then as many as it may", async () => {
  await ses.setFault({ fault: "unavailable", share: 0 });
  const id = await ses.setFault({ fault: "throttle", times: 2 });
  const results: string[] = [];
  for (let n = 0; n < 4; n += 1) results.push(await ses.trySending("share@example.com"));
  expect(results).toEqual(["throttled", "throttled", "sent", "sent"]);
  expect(await ses.faults()).toMatchObject([
    { fault: "unavailable", hits: 0 },
    { id, fault: "throttle", hits: 2 },
  ]);
});

test("half of the emails meet a fault of half a share, more or less", async () => {
  await ses.setAccount({ maxSendRate: 10_000 });
  await ses.setFault({ fault: "throttle", share: 0.5 });
  const results = await Promise.all(
    Array.from({ length: 200 }, () => ses.trySending("half@example.com")),
  );
  const throttled = results.filter((result) => result === "throttled").length;
  // Fewer than 1 in a billion runs is outside of this.
  expect(throttled).toBeGreaterThan(55);
  expect(throttled).toBeLessThan(145);
});

test("a fault that was taken away is over, and the others stay", async () => {
  const id = await ses.setFault({ fault: "throttle", to: "one@example.com" });
  await ses.setFault({ fault: "throttle", to: "two@example.com" });
  await ses.call("DELETE", `/faults/${id}`);
  expect(await ses.trySending("one@example.com")).toBe("sent");
  expect(await ses.trySending("two@example.com")).toBe("throttled");
  await expect(ses.call("DELETE", `/faults/${id}`)).rejects.toThrow("404");
});

test.each([
  [{ fault: "earthquake" }, "fault must be one of slow, throttle"],
  [{ fault: "throttle", share: 2 }, "share is from 0 to 1"],
  [{ fault: "throttle", times: 0 }, "times is at least 1"],
  [{ fault: "throttle", to: "everybody" }, "to must be an address"],
  [{ fault: "throttle", ms: 5 }, "ms belongs to slow, late_bounce, delay only"],
  [{ fault: "throttle", sometimes: true }, "sometimes"],
])("a switch %j is refused, with words that help", async (body, words) => {
  await expect(ses.call("POST", "/faults", body)).rejects.toThrow(words);
  expect(await ses.faults()).toEqual([]);
});

test("what was asked for is counted", async () => {
  await ses.setFault({ fault: "throttle", to: "throttled@example.com" });
  await ses.setFault({ fault: "unavailable", to: "refused@example.com" });
  await ses.setFault({ fault: "hang_up_after", to: "lost@example.com" });
  const all = ["fine", "throttled", "refused", "lost"].map((name) => `${name}@example.com`);
  await Promise.all(all.map((to) => ses.trySending(to)));
  expect(await ses.stats()).toEqual({
    requests: 4,
    accepted: 2,
    throttled: 1,
    refused: 1,
    unanswered: 1,
    mostWithinASecond: 4,
    events: { sent: 0, delivered: 0, failed: 0, waiting: 0 },
    texts: { requests: 0, accepted: 0, throttled: 0, refused: 0, unanswered: 0 },
  });
});

test.each([
  ["a foreign name that was pointed here", { host: "evil.example" }],
  ["a page of another website", { origin: "https://evil.example" }],
])("%s turns no switch", async (_, headers) => {
  const status = await new Promise((resolve, reject) => {
    request(`${ses.url}/faults`, { method: "POST", headers }, (response) =>
      resolve(response.resume().statusCode),
    )
      .on("error", reject)
      .end(JSON.stringify({ fault: "throttle" }));
  });
  expect(status).toBe(403);
  expect(await ses.faults()).toEqual([]);
});

test("in a browser, a fault is set by a form, seen in a list and taken away", async () => {
  const post = async (path: string, fields: Record<string, string>) => {
    const response = await fetch(ses.url + path, {
      method: "POST",
      headers: { accept: "text/html", origin: ses.url },
      body: new URLSearchParams(fields),
    });
    return { status: response.status, text: await response.text() };
  };
  const empty = { to: "", share: "", times: "", ms: "" };
  const refused = await post("/faults", { ...empty, fault: "throttle", share: "<b>lots</b>" });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain("share must be a number");

  const listed = await post("/faults", { ...empty, fault: "throttle", to: "Ann@example.com" });
  expect(listed).toMatchObject({ status: 200, text: expect.stringContaining("Ann@example.com") });
  expect(await ses.trySending("ann@example.com")).toBe("throttled");

  await post("/faults", { ...empty, fault: "slow" });
  const [{ id } = { id: "" }] = await ses.faults();
  await post(`/faults/${id}/remove`, {});
  expect(await ses.faults()).toMatchObject([{ fault: "slow", ms: 5_000 }]);
  expect((await post("/faults/clear", {})).text).toContain("all is well");
});
