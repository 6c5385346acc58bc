import { cron } from "inngest";
import { crons, recordHeartbeat } from "@/lib/heartbeat";
import { refreshQuota } from "@/lib/email/send-rate/refresh-quota";
import { inngest } from "../client";

/** Asks the provider once an hour how fast and how much we may send. */
export const readSendQuota = inngest.createFunction(
  {
    id: "read-send-quota",
    triggers: [cron(crons["read-send-quota"].schedule)],
    concurrency: 1,
    retries: 1,
  },
  async ({ step }) =>
    step.run("read the quota", async () => {
      const read = await refreshQuota();
      await recordHeartbeat("read-send-quota");
      return read;
    }),
);
