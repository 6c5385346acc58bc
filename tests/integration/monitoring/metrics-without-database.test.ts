import { expect, test } from "vitest";

const TOKEN = "a-token-for-tests-0123456789-abcdefghij";

test("with the database away, Prometheus reads that, the counters, and no gauge of before", async () => {
  // Nobody listens there.
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:9/nothing";
  process.env.METRICS_TOKEN = TOKEN;
  const { answerScrape } = await import("@/lib/health/answer-scrape");
  const { metrics } = await import("@/lib/metrics/metrics");
  metrics.outboxWaiting.set(7);
  metrics.registrations.inc({ outcome: "registered" });
  const scrape = await answerScrape(`Bearer ${TOKEN}`);
  const text = scrape.outcome === "read" ? scrape.body : "";
  expect(text).toContain("\nlatchkey_database_up 0\n");
  expect(text).toContain('\nlatchkey_registrations_total{outcome="registered"} 1\n');
  expect(text).not.toMatch(/^latchkey_outbox_waiting /m);
});
