import { cron } from "inngest";
import { recordHeartbeat } from "@/lib/health/heartbeat";
import { inngest } from "../client";
import { publishOutbox } from "../publish-outbox";

/** Publishes what was left behind by a crash, or by Inngest being away, once a minute. */
export const sweepOutbox = inngest.createFunction(
  { id: "sweep-outbox", triggers: [cron("* * * * *")], concurrency: 1, retries: 1 },
  async ({ step }) =>
    step.run("publish what was left", async () => {
      const published = await publishOutbox();
      await recordHeartbeat("sweep-outbox");
      return { published };
    }),
);
