import { cron } from "inngest";
import { crons, recordHeartbeat } from "@/lib/heartbeat";
import { inngest } from "../client";
import { sweep } from "../sweep";

/**
 * Publishes what was left behind by a crash, or by Inngest being away, once a minute, and what
 * Inngest took and lost.
 */
export const sweepOutbox = inngest.createFunction(
  {
    id: "sweep-outbox",
    triggers: [cron(crons["sweep-outbox"].schedule)],
    concurrency: 1,
    retries: 1,
  },
  async ({ step }) =>
    step.run("publish what was left", async () => {
      const swept = await sweep();
      await recordHeartbeat("sweep-outbox");
      return swept;
    }),
);
