import promClient from "prom-client";

const { AggregatorRegistry } = promClient;

/** A process that is this busy is counted as it was when it last answered. */
const ANSWER_MS = 2_000;

/** What a process leaves behind when it ends. A gauge says how things are, and ends with it. */
const COUNTS = new Set(["counter", "histogram"]);

/**
 * Adds up the metrics of all processes, in answer to any of them. Its counterpart is
 * lib/metrics/all-processes.ts.
 */
export function createCollector() {
  /** What each process last said, by its id. */
  const newest = new Map();
  const asked = new Map();
  let ofEnded = [];
  let lastRound = 0;

  /** Asks one process what it has counted. Resolves when it answers, ends or takes too long. */
  function ask(worker, round) {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        worker.off("exit", done);
        asked.delete(`${worker.id}/${round}`);
        resolve();
      };
      const timer = setTimeout(done, ANSWER_MS);
      worker.once("exit", done);
      asked.set(`${worker.id}/${round}`, done);
      worker.send({ type: "latchkey:tell-metrics", round }, () => undefined);
    });
  }

  return {
    /** Takes what a process answers. */
    receive(worker, { metrics, round }) {
      newest.set(worker.id, metrics);
      asked.get(`${worker.id}/${round}`)?.();
    },

    /** The sum over all processes, those that ended included, in Prometheus' text format. */
    async collect(workers) {
      const round = ++lastRound;
      await Promise.all(workers.map((worker) => ask(worker, round)));
      return AggregatorRegistry.aggregate([...newest.values(), ofEnded]).metrics();
    },

    /**
     * Keeps the counts of a process that ended, as far as they were ever read: a sum that
     * falls would look to Prometheus like a restart of everything, and be counted again.
     */
    remember(worker) {
      const counts = (newest.get(worker.id) ?? []).filter(({ type }) => COUNTS.has(type));
      newest.delete(worker.id);
      const registry = AggregatorRegistry.aggregate([ofEnded, counts]);
      ofEnded = registry.getMetricsAsArray().map((metric) => metric.get());
    },
  };
}
