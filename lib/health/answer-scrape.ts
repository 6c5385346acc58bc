import "server-only";
import { collectDefaultMetrics } from "prom-client";
import { env } from "../env";
import { isMetricsToken } from "./is-metrics-token";
import { metrics } from "../metrics/metrics";
import { readGauges } from "./read-gauges";

/** What is answered to somebody who wants to read the metrics. */
export type Scrape =
  { outcome: "switched_off" | "refused" } | { outcome: "read"; body: string; contentType: string };

// Node's own figures cost a timer or two: only who is asked for them pays.
function collectOfNode(): void {
  if (!metrics.registry.getSingleMetric("process_cpu_seconds_total"))
    collectDefaultMetrics({ register: metrics.registry });
}

/**
 * Everything Prometheus reads, in its text format.
 *
 * @param authorization the header of that name; "Bearer" and METRICS_TOKEN
 * @returns "switched_off" where no token is configured, "refused" for a wrong one
 */
export async function answerScrape(authorization: string | null): Promise<Scrape> {
  if (!env.METRICS_TOKEN) return { outcome: "switched_off" };
  if (!isMetricsToken(authorization)) return { outcome: "refused" };
  collectOfNode();
  await readGauges();
  const { registry } = metrics;
  return { outcome: "read", body: await registry.metrics(), contentType: registry.contentType };
}
