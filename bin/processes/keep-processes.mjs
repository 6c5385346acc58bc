import cluster from "node:cluster";
import pino from "pino";
import { createCollector } from "./collect-metrics.mjs";
import { readVariable } from "./web-concurrency.mjs";

/** A process that lived for less than this is not replaced at once. */
const SETTLED_MS = 30_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 };

/**
 * Runs the server in `count` processes until a signal ends them: the first one alone, so that
 * a wrong environment is refused once, and the others when it is ready. One that ends is
 * replaced, after a growing pause if it did not live long. One that ends before it is ready,
 * while no other serves, ends everything with its exit code: whoever started us has to know.
 */
export function keepProcesses(count) {
  const log = startLog();
  const collector = createCollector();
  const [alive, ready] = [new Set(), new Set()];
  let areAllStarted = false;
  let quickEnds = 0;
  let endWith;

  function start() {
    if (endWith !== undefined) return;
    const startedAt = performance.now();
    const worker = cluster.fork();
    alive.add(worker);
    worker.on("message", (message) => void receive(worker, message));
    worker.on("exit", (code, signal) => {
      alive.delete(worker);
      const wasReady = ready.delete(worker);
      collector.remember(worker);
      if (endWith === undefined && !wasReady && ready.size === 0) stop("SIGTERM", code ?? 1);
      if (endWith === undefined) replace(worker, { code, signal }, startedAt);
      else if (alive.size === 0) process.exit(endWith);
    });
  }

  async function receive(worker, message) {
    if (message.type === "latchkey:ready") {
      ready.add(worker);
      log.info({ pid: worker.process.pid }, "a server process is ready");
      if (!areAllStarted) for (let n = 1; n < count; n += 1) start();
      areAllStarted = true;
    }
    if (message.type === "latchkey:metrics-told") collector.receive(worker, message);
    if (message.type === "latchkey:read-metrics") {
      const text = await collector.collect([...ready]);
      const answer = { type: "latchkey:metrics-read", id: message.id, text };
      if (worker.isConnected()) worker.send(answer, () => undefined);
    }
  }

  function replace(worker, ending, startedAt) {
    const livedMs = performance.now() - startedAt;
    quickEnds = livedMs < SETTLED_MS ? quickEnds + 1 : 0;
    const pauseMs = quickEnds === 0 ? 0 : FIRST_PAUSE_MS * 2 ** (quickEnds - 1);
    const { pid } = worker.process;
    log.warn({ pid, ...ending }, "a server process ended, and is replaced");
    setTimeout(start, Math.min(pauseMs, LONGEST_PAUSE_MS));
  }

  /** Asks all to end. Next.js answers what is under way first. */
  function stop(signal, exitCode) {
    if (endWith !== undefined) return;
    endWith = exitCode;
    for (const worker of alive) worker.process.kill(signal);
    if (alive.size === 0) process.exit(exitCode);
  }

  for (const [signal, exitCode] of Object.entries(EXIT_CODES))
    process.on(signal, () => stop(signal, exitCode));
  start();
}

/** The same form as lib/log.ts, which belongs to the server. */
function startLog() {
  const level = readVariable("LOG_LEVEL");
  return pino({
    // A word that is wrong is refused by the server.
    level: level === "silent" || level in pino.levels.values ? level : "info",
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
}
