import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findFreePort } from "@latchkey/local-stack/ports/find-free-port";
import { startChild } from "@latchkey/local-stack/processes/start-child";
import { untilAnswers } from "@latchkey/local-stack/until-answers";
import { startEventEndpoint } from "./event-endpoint";
import { testEnvironment } from "./test-environment";

const root = path.join(import.meta.dirname, "../..");

export interface RunningApp {
  /** Its origin, which is also its APP_URL. */
  url: string;
  port: number;
  pid: number;
  /** Ends it at once, as kill -9 and a power cut do. */
  kill(): void;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Everything it has written so far. */
  output(): string;
}

/**
 * Starts the production build as a process of its own, for tests that crash it or need
 * another environment than the shared app.
 */
export async function startApp(options: {
  env: { DATABASE_URL: string } & Record<string, string>;
  port?: number;
}): Promise<RunningApp> {
  if (process.env.LATCHKEY_TEST_BUILD === undefined) {
    throw new Error('This test needs the production build. Run it by "npm test -- integration".');
  }
  const port = options.port ?? (await findFreePort());
  const folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-app-"));
  const logFile = path.join(folder, "app.log");
  const url = `http://localhost:${port}`;
  const child = startChild({
    name: "The app",
    script: path.join(root, "bin/start.mjs"),
    args: ["--hostname", "127.0.0.1", "--port", String(port)],
    cwd: root,
    environment: {
      ...process.env,
      ...testEnvironment({ databaseUrl: options.env.DATABASE_URL, port }),
      ...options.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
    logFile,
  });
  const output = () => readFileSync(logFile, "utf8");
  const stop = async () => {
    await child.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    // Its pages may need what a test has not started, so any page without a need will do.
    await untilAnswers(`http://127.0.0.1:${port}/icon.svg`, {
      deadlineMs: 30_000,
      isHopeless: () => child.hasEnded(),
    });
  } catch (error) {
    const said = output();
    await stop();
    throw new Error(`The app did not start:\n${said}`, { cause: error });
  }
  return { url, port, pid: child.pid, kill: () => child.kill(), stop, output };
}

/** Starts it beside an Inngest that takes events and calls no function: it sends no email. */
export async function startAppThatSendsNothing(databaseUrl: string): Promise<RunningApp> {
  const events = await startEventEndpoint();
  const app = await startApp({ env: { DATABASE_URL: databaseUrl, INNGEST_DEV: events.url } });
  return {
    ...app,
    stop: async () => {
      await app.stop();
      await events.stop();
    },
  };
}
