import "server-only";
import { env } from "../env";
import { isMetricsToken } from "./is-metrics-token";
import { readCounts } from "../metrics/all-processes";
import { metrics } from "../metrics/metrics";
import { readGauges } from "./read-gauges";

/** What is answered to somebody who wants to read the metrics. */
export type Scrape =
  { outcome: "switched_off" | "refused" } | { outcome: "read"; body: string; contentType: string };

/**
 * Everything Prometheus reads, in its text format.
 *
 * @param authorization the header of that name; "Bearer" and METRICS_TOKEN
 * @returns "switched_off" where no token is configured, "refused" for a wrong one
 */
export async function answerScrape(authorization: string | null): Promise<Scrape> {
  if (!env.METRICS_TOKEN) return { outcome: "switched_off" };
  if (!isMetricsToken(authorization)) return { outcome: "refused" };
  await readGauges();
  const { databaseRegistry } = metrics;
  const [counts, gauges] = await Promise.all([readCounts(), databaseRegistry.metrics()]);
  return {
    outcome: "read",
    body: `${counts}\n${gauges}`,
    contentType: databaseRegistry.contentType,
  };
}
