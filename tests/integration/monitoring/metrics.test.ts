import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pageOf } from "../../support/shown";

const TOKEN = "a-token-for-tests-0123456789-abcdefghij";

// Imported when the token is set.
const load = async () => ({
  ...(await import("@/app/api/metrics/route")),
  ...(await import("@/lib/sign-in/authenticate")),
  ...(await import("@/lib/registration/confirm-with-code")),
  ...(await import("@/lib/registration/confirm-with-link")),
  ...(await import("@/lib/email/send-email-delivery")),
  ...(await import("@/lib/clock")),
  ...(await import("@/lib/db")),
  ...(await import("@/lib/heartbeat")),
  ...(await import("@/lib/metrics/metrics")),
  ...(await import("@/lib/rate-limit/consume")),
  ...(await import("@/lib/retention/delete-due")),
  ...(await import("@/lib/verification/record-opening")),
  ...(await import("../../support/registrations")),
});

let product: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  process.env.METRICS_TOKEN = TOKEN;
  product = await load();
});

beforeEach(() => product.metrics.registry.resetMetrics());

const ask = (authorization?: string) =>
  product.GET(
    new Request("http://localhost/api/metrics", {
      headers: authorization === undefined ? {} : { authorization },
    }),
  );

/** The value of one series, as Prometheus would read it; null where there is none. */
async function read(series: string): Promise<number | null> {
  const text = await (await ask(`Bearer ${TOKEN}`)).text();
  const line = text.split("\n").find((each) => each.startsWith(`${series} `));
  return line === undefined ? null : Number(line.slice(series.length + 1));
}

describe("the metrics", () => {
  test.each([
    ["no token", undefined],
    ["another token", `Bearer ${TOKEN}x`],
    ["the token alone", TOKEN],
    ["a password", `Basic ${Buffer.from(`metrics:${TOKEN}`).toString("base64")}`],
  ])("are not for somebody with %s", async (_what, authorization) => {
    const answer = await ask(authorization);
    expect([answer.status, await answer.text()]).toEqual([401, ""]);
  });

  test("are in the text format, with what Node tells of its process, and are kept nowhere", async () => {
    const answer = await ask(`Bearer ${TOKEN}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("text/plain; version=0.0.4");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const text = await answer.text();
    for (const name of ["process_resident_memory_bytes", "nodejs_eventloop_lag_seconds"])
      expect(text).toContain(`# TYPE ${name} gauge`);
  });

  test("hold no address, no id and nothing that somebody typed", async () => {
    const account = await product.anAccount();
    await product.sendEmailDelivery(account.deliveryId);
    const text = await (await ask(`Bearer ${TOKEN}`)).text();
    expect(text).toContain("latchkey_registrations_total");
    const secrets = [account.address, "example.com", account.userId, account.deliveryId];
    for (const each of [...secrets, account.token, account.code]) expect(text).not.toContain(each);
  });
});

describe("what people do is counted", () => {
  const browserKeyHash = () => product.aBrowser();

  test("registering, by outcome, and the confirmation by its way", async () => {
    const byLink = await product.aRegistration();
    await product.openConfirmationLink(byLink.token, byLink.browser, product.ORIGIN);
    const byCode = await product.aRegistration();
    await product.confirmWithCode(await pageOf(byCode.browser), byCode.code, product.ORIGIN);
    const elsewhere = await product.aRegistration();
    await product.confirmWithPassword(elsewhere.token, product.PASSWORD, product.ORIGIN);
    await expect(product.aRegistration({ password: "password" })).rejects.toThrow("weak_password");
    expect(await read('latchkey_registrations_total{outcome="registered"}')).toBe(3);
    expect(await read('latchkey_registrations_total{outcome="weak_password"}')).toBe(1);
    for (const way of ["link", "code", "password"])
      expect(await read(`latchkey_confirmations_total{way="${way}"}`)).toBe(1);
  });

  test("signing in, right and wrong", async () => {
    const { address } = await product.anAccount();
    const typed = { address, originalAddress: address, origin: product.ORIGIN };
    for (const password of [product.PASSWORD, "something else entirely"])
      await product.authenticate({ ...typed, password, browserKeyHash: browserKeyHash() });
    expect(await read('latchkey_sign_ins_total{outcome="authenticated"}')).toBe(1);
    expect(await read('latchkey_sign_ins_total{outcome="refused"}')).toBe(1);
  });

  test("limits, by their name and only when they refuse", async () => {
    const use = { limit: "data_downloads" as const, key: crypto.randomUUID() };
    for (let time = 0; time < 12; time += 1) await product.consume([use]);
    expect(await read('latchkey_limits_hit_total{limit="data_downloads"}')).toBe(2);
  });

  test("links that are opened, by the own browser or another", async () => {
    const { token, browser } = await product.aRegistration();
    const visit = { at: new Date(), ...product.ORIGIN, method: "GET", hasLanguage: true };
    await product.recordOpening(token, "confirm-link", { ...visit, browserKeyHash: browser });
    await product.recordOpening(token, "confirm-link", { ...visit, browserKeyHash: null });
    expect(await read('latchkey_links_opened_total{by="own_browser"}')).toBe(1);
    expect(await read('latchkey_links_opened_total{by="other_browser"}')).toBe(1);
  });
});

describe("what becomes of emails is counted", () => {
  test("by template and outcome, with how long people waited", async () => {
    const { deliveryId } = await product.aRegistration();
    expect(await product.sendEmailDelivery(deliveryId)).toEqual({ outcome: "sent" });
    const labels = 'template="confirm_email"';
    expect(await read(`latchkey_emails_total{${labels},outcome="sent"}`)).toBe(1);
    expect(await read(`latchkey_email_request_to_sent_seconds_count{${labels}}`)).toBe(1);
    expect(await read(`latchkey_email_attempt_seconds_count{outcome="accepted"}`)).toBe(1);
  });
});

describe("how things stand is read when somebody asks", () => {
  test("the outbox with its oldest event, the queue, dead letters, heartbeats", async () => {
    const { db, after, MINUTE } = product;
    await db.outboxEvent.deleteMany();
    await db.delivery.deleteMany();
    expect(await read("latchkey_outbox_waiting")).toBe(0);
    expect(await read("latchkey_outbox_oldest_seconds")).toBe(0);
    const at = after(new Date(), -5 * MINUTE);
    await db.outboxEvent.create({ data: { name: "x", data: {}, createdAt: at } });
    const mail = { address: product.anAddress(), template: "confirm_email" as const };
    await db.delivery.createMany({
      data: [
        { ...mail, status: "queued", createdAt: at, dueAt: after(at, 2 * MINUTE) },
        { ...mail, status: "deferred", dueAt: after(new Date(), MINUTE) },
        {
          ...{ ...mail, status: "deferred", failureCode: "waits_for_provider" },
          ...{ createdAt: after(at, -MINUTE), dueAt: after(new Date(), MINUTE) },
        },
        { ...mail, status: "failed" },
        { ...mail, status: "cancelled", failureCode: "suppressed_bounce" },
        { ...mail, status: "delivered" },
      ],
    });
    const hold = { reason: "blocklisted", since: at };
    await db.providerHold.createMany({
      data: [
        { provider: "gmail", ...hold },
        { provider: "gmx", ...hold, endedAt: at },
      ],
    });
    await product.recordHeartbeat("sweep-outbox", at);
    expect(await read("latchkey_provider_holds")).toBe(1);
    expect(await read('latchkey_deliveries{state="held"}')).toBe(1);
    // An email that waits for its provider does not age the queue.
    expect(await read("latchkey_delivery_oldest_seconds")).toBeLessThan(330);
    expect(await read("latchkey_outbox_waiting")).toBe(1);
    expect(await read("latchkey_outbox_oldest_seconds")).toBeGreaterThanOrEqual(300);
    expect(await read('latchkey_deliveries{state="waiting"}')).toBe(1);
    expect(await read('latchkey_deliveries{state="retrying"}')).toBe(1);
    expect(await read('latchkey_deliveries{state="failed"}')).toBe(1);
    expect(await read("latchkey_dead_letters")).toBe(2);
    expect(await read("latchkey_delivery_overdue_seconds")).toBeGreaterThanOrEqual(180);
    expect(await read("latchkey_delivery_overdue_seconds")).toBeLessThan(240);
    await db.delivery.updateMany({ data: { dueAt: new Date() } });
    expect(await read("latchkey_delivery_overdue_seconds")).toBe(0);
    const beat = await read('latchkey_heartbeat_timestamp_seconds{name="sweep-outbox"}');
    expect(beat).toBeCloseTo(at.getTime() / 1_000, 0);
    expect(await read("latchkey_database_up")).toBe(1);
  });

  test("the sender's standing and quota, which are absent where none is known", async () => {
    const { db } = product;
    await db.sender.deleteMany();
    expect(await read("latchkey_send_quota")).toBeNull();
    expect(await read("latchkey_send_quota_left")).toBeNull();
    const told = { max24HourSend: 1_000, sentLast24Hours: 900, sentSince: 40, maxSendRate: 14 };
    await db.sender.create({
      data: { id: "only", nextAt: new Date(), ...told, standing: "near_review" },
    });
    expect(await read("latchkey_send_quota")).toBe(1_000);
    expect(await read("latchkey_send_quota_left")).toBe(60);
    expect(await read("latchkey_send_rate_limit")).toBe(14);
    expect(await read('latchkey_sender_reputation{reputation="near_review"}')).toBe(1);
    expect(await read('latchkey_sender_reputation{reputation="good"}')).toBe(0);
    expect(await read("latchkey_bounce_rate")).toBe(0);
  });

  test("what was deleted because it was kept long enough", async () => {
    const { db, after, DAY } = product;
    const publishedAt = after(new Date(), -8 * DAY);
    await db.outboxEvent.create({ data: { name: "x", data: {}, publishedAt } });
    await product.deleteDue("outbox_events");
    expect(await read('latchkey_retention_deleted_total{data="outbox_events"}')).toBe(1);
  });
});
