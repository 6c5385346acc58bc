import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findFreePort } from "@latchkey/local-stack/ports/find-free-port";
import { startChild } from "@latchkey/local-stack/processes/start-child";
import { programs } from "@latchkey/local-stack/programs";
import { untilAnswers } from "@latchkey/local-stack/until-answers";

const root = path.join(import.meta.dirname, "../..");

/**
 * Starts the local Inngest runner as a process of its own, as the stack does, for an app
 * that listens on a port. Leases and retries are short, so that a crash is noticed soon.
 */
export async function startRunnerProcess(options: { databaseUrl: string; appPort: number }) {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-runner-"));
  const logFile = path.join(folder, "runner.log");
  const child = startChild({
    name: "The Inngest runner",
    script: programs.inngest,
    cwd: root,
    environment: {
      ...process.env,
      DATABASE_URL: options.databaseUrl,
      INNGEST_PORT: String(port),
      APP_URL: `http://127.0.0.1:${options.appPort}`,
      INNGEST_RUNNER_LEASE_MS: "3000",
      INNGEST_RUNNER_BACKOFF_MS: "200",
      INNGEST_RUNNER_SYNC_INTERVAL_MS: "500",
    },
    logFile,
  });
  const stop = async () => {
    await child.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilAnswers(`${url}/health`, { deadlineMs: 30_000, isHopeless: () => child.hasEnded() });
  } catch (error) {
    const said = readFileSync(logFile, "utf8");
    await stop();
    throw new Error(`The runner did not start:\n${said}`, { cause: error });
  }
  const ask = async (path: string) =>
    (await (await fetch(`${url}/api/${path}`)).json()) as unknown[];
  return {
    url,
    stop,
    /** The functions that the app has registered so far. */
    functions: () => ask("functions"),
    /** The runs in a state, the newest first. */
    runs: (status: string) => ask(`runs?status=${status}`),
    /** Runs a cron function now, instead of at its next minute. */
    runNow: async (id: string) => {
      const response = await fetch(`${url}/api/functions/${id}/run`, { method: "POST" });
      if (!response.ok) throw new Error(`The runner did not run ${id}: ${await response.text()}`);
    },
  };
}
