import "server-only";
import { SECOND } from "../clock";
import { log } from "../log";
import { isMetricsToken } from "./is-metrics-token";
import { checkHealth, type Health } from "./check-health";

/** However many ask, the database is asked once in a while. */
const FRESH_MS = SECOND;

export type HealthAnswer = { status: 200 | 503; body: object };

const statusOf = ({ problems, warnings }: Health) =>
  problems.length > 0 ? "failing" : warnings.length > 0 ? "degraded" : "ok";

let said = "";

/** Where nobody reads the details, the log has them, once for each change. */
function logChange({ problems, warnings }: Health): void {
  const words = [...problems, ...warnings].join("; ");
  if (words === said) return;
  said = words;
  if (words) log.warn({ problems, warnings }, "health has changed");
  else log.info("health is good again");
}

async function check(): Promise<Health> {
  const health = await checkHealth();
  logChange(health);
  return health;
}

let newest: { at: number; health: Promise<Health> } | undefined;

/**
 * How the service is: 503 when people cannot be served. What is wrong is told only to who has
 * METRICS_TOKEN: it would tell a stranger when an attack works.
 *
 * @param authorization the header of that name
 */
export async function answerHealth(authorization: string | null): Promise<HealthAnswer> {
  const now = performance.now();
  if (!newest || now - newest.at > FRESH_MS) newest = { at: now, health: check() };
  const health = await newest.health;
  const status = statusOf(health);
  return {
    status: status === "failing" ? 503 : 200,
    body: isMetricsToken(authorization) ? { status, ...health } : { status },
  };
}
