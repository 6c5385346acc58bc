/** Runs once when a server starts, before it answers anybody. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    await import("@/lib/env").catch((error: unknown) => {
      // Next.js would log this, go on, and answer 500 to everybody for ever.
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    });
    const [{ log }, { watchExchanges }, { publishOutboxSoon }, { warmUp }, { refreshQuota }] =
      await Promise.all([
        import("@/lib/log"),
        import("@/lib/next-internals/exchange"),
        import("@/inngest/publish-outbox"),
        import("@/lib/sign-in/warm-up"),
        import("@/lib/email/send-rate/refresh-quota"),
      ]);
    const { logMissingMigration } = await import("@/lib/health/check-health");
    const { keepSweeping } = await import("@/inngest/sweep");
    const { joinProcesses } = await import("@/lib/metrics/all-processes");
    log.info("starting");
    void logMissingMigration();
    if (process.env.OTEL_EXPORTER_OTLP_ENDPOINT) {
      const { startTracing } = await import("@/lib/tracing/start-tracing");
      const stopTracing = startTracing();
      process.once("SIGTERM", () => void stopTracing());
    }
    watchExchanges();
    // A development server renders each page anew: its source may have changed just now.
    if (process.env.NODE_ENV === "production") {
      const { keepPages } = await import("@/lib/next-internals/keep-pages");
      keepPages();
    }
    await warmUp();
    // What a crash left between a commit and its publication need not wait for the sweeper.
    void publishOutboxSoon();
    keepSweeping();
    // Until it is known, emails go at the rate that is configured. A database that is away logs
    // itself.
    void refreshQuota().catch((error: unknown) => log.warn({ err: error }, "no quota was read"));
    joinProcesses();
  }
}

type FailedRequest = {
  path: string;
  method: string;
  headers: Record<string, string | string[] | undefined>;
};

/** The one place where errors that nobody expected are logged, with the request they broke. */
export async function onRequestError(error: unknown, request: FailedRequest): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const [{ log }, { metrics }] = await Promise.all([
      import("@/lib/log"),
      import("@/lib/metrics/metrics"),
    ]);
    metrics.requestFailures.inc();
    // The path of a link holds its token; its first part says enough.
    const path = request.path.split("?")[0]?.split("/").slice(0, 2).join("/");
    log.error(
      { err: error, method: request.method, path, requestId: request.headers["x-request-id"] },
      "a request failed",
    );
  }
}
