import type { AppCaller } from "./call-app";

export interface SyncOptions {
  caller: AppCaller;
  /** Addresses of the apps, without a path. */
  appUrls: readonly string[];
  /** How often an app is asked for changes once it has answered. */
  intervalMs: number;
}

/** An app that has not answered yet is asked more often: everything waits for it. */
const FIRST_INTERVAL_MS = 1_000;
/** Long enough for a development server that compiles the route first. */
const ANSWER_WITHIN_MS = 30_000;

/**
 * Asks each app to register (PUT), again and again, to learn of changes. An app that is
 * down is asked again quietly. Returns a function that ends it.
 */
export function syncApps({ caller, appUrls, intervalMs }: SyncOptions): () => void {
  const timers = new Map<string, NodeJS.Timeout>();
  let stopped = false;

  async function ask(appUrl: string): Promise<void> {
    const url = new URL("/api/inngest", appUrl).href;
    const body = JSON.stringify({ url });
    const reply = await caller.call({ method: "PUT", url, body, timeoutMs: ANSWER_WITHIN_MS });
    if (stopped) return;
    const isThere = reply.kind === "answered" && reply.status === 200;
    const next = isThere ? intervalMs : Math.min(FIRST_INTERVAL_MS, intervalMs);
    timers.set(
      appUrl,
      setTimeout(() => void ask(appUrl), next),
    );
  }

  for (const appUrl of appUrls) void ask(appUrl);
  return () => {
    stopped = true;
    for (const timer of timers.values()) clearTimeout(timer);
  };
}
