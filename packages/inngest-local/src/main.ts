import { z } from "zod";
import { startRunner } from "./start-runner";

const milliseconds = z.coerce.number().int().positive();

const environment = z.object({
  DATABASE_URL: z.string().min(1),
  INNGEST_PORT: z.coerce.number().int().min(1).max(65_535).default(8288),
  APP_URL: z.string().min(1).default("http://localhost:3000"),
  /** How long a job stays this process's without a sign of life. */
  INNGEST_RUNNER_LEASE_MS: milliseconds.optional(),
  /** The first wait of a failed attempt; each further one is twice as long. */
  INNGEST_RUNNER_BACKOFF_MS: milliseconds.optional(),
  INNGEST_RUNNER_SYNC_INTERVAL_MS: milliseconds.optional(),
});

const read = environment.safeParse(process.env);
if (!read.success) {
  for (const issue of read.error.issues)
    process.stderr.write(`${issue.path.join(".")}: ${issue.message}\n`);
  process.exit(1);
}
const env = read.data;
const backoff = env.INNGEST_RUNNER_BACKOFF_MS;

let stop = async (): Promise<void> => undefined;
let isStopping = false;

/** A second signal ends the process at once; what it worked on is found again by its lease. */
async function end(): Promise<void> {
  if (isStopping) process.exit(1);
  isStopping = true;
  await stop();
  process.exit(0);
}
process.on("SIGINT", () => void end());
process.on("SIGTERM", () => void end());

try {
  const runner = await startRunner({
    databaseUrl: env.DATABASE_URL,
    port: env.INNGEST_PORT,
    appUrls: env.APP_URL.split(","),
    log: (line) => process.stdout.write(`inngest runner: ${line}\n`),
    ...(backoff === undefined
      ? {}
      : { retryBackoffMs: (attempt: number) => backoff * 2 ** attempt }),
    ...(env.INNGEST_RUNNER_LEASE_MS === undefined ? {} : { leaseMs: env.INNGEST_RUNNER_LEASE_MS }),
    ...(env.INNGEST_RUNNER_SYNC_INTERVAL_MS === undefined
      ? {}
      : { syncIntervalMs: env.INNGEST_RUNNER_SYNC_INTERVAL_MS }),
  });
  stop = runner.stop;
  process.stdout.write(`Local Inngest runner (for development) ready on ${runner.url}\n`);
} catch (error) {
  const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  const reason = isTaken
    ? `port ${env.INNGEST_PORT} is taken (INNGEST_PORT changes it)`
    : String(error);
  process.stderr.write(`The local Inngest runner could not start: ${reason}\n`);
  process.exit(1);
}
