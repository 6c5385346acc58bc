import "server-only";
import cluster from "node:cluster";
import { collectDefaultMetrics } from "prom-client";
import { SECOND } from "../clock";
import { env } from "../env";
import { within } from "../within";
import { metrics } from "./metrics";

/** Longer than bin/processes/collect-metrics.mjs waits for a busy process. */
const COLLECTED_WITHIN_MS = 4 * SECOND;

/** What we and the process that keeps us running (bin/processes/) say to each other. */
type Message =
  | { type: "latchkey:tell-metrics"; round: number }
  | { type: "latchkey:metrics-read"; id: string; text: string };

/** Whether WEB_CONCURRENCY runs several of us. Other managers of processes use node:cluster too. */
const isOneOfSeveral = () => cluster.isWorker && env.WEB_CONCURRENCY > 1;

const send = (message: object) => process.send?.(message);

// Node's own figures cost a timer or two: only who is asked for them pays.
function collectOfNode(): void {
  if (!metrics.registry.getSingleMetric("process_cpu_seconds_total"))
    collectDefaultMetrics({ register: metrics.registry });
}

/** Says that this process serves, and tells its metrics whenever it is asked for them. */
export function joinProcesses(): void {
  if (!isOneOfSeveral()) return;
  process.on("message", (message: Message) => {
    if (message.type !== "latchkey:tell-metrics") return;
    const { round } = message;
    collectOfNode();
    void metrics.registry
      .getMetricsAsJSON()
      .then((told) => send({ type: "latchkey:metrics-told", round, metrics: told }));
  });
  send({ type: "latchkey:ready" });
}

/** What all processes have counted, in the text format of Prometheus. */
export async function readCounts(): Promise<string> {
  collectOfNode();
  if (!isOneOfSeveral()) return metrics.registry.metrics();
  const id = crypto.randomUUID();
  let onMessage: (message: Message) => void = () => undefined;
  const answer = new Promise<string>((resolve) => {
    onMessage = (message) => {
      if (message.type === "latchkey:metrics-read" && message.id === id) resolve(message.text);
    };
  });
  process.on("message", onMessage);
  try {
    send({ type: "latchkey:read-metrics", id });
    const text = await within(COLLECTED_WITHIN_MS, answer);
    if (text === undefined)
      throw new Error("The metrics of the other processes were not collected");
    return text;
  } finally {
    process.off("message", onMessage);
  }
}
