import { cron } from "inngest";
import { refreshQuota } from "@/lib/mail/pace/refresh-quota";
import { inngest } from "../client";

/** Asks the provider once an hour how fast and how much we may send. */
export const readSendQuota = inngest.createFunction(
  { id: "read-send-quota", triggers: [cron("7 * * * *")], concurrency: 1, retries: 1 },
  async ({ step }) => step.run("read the quota", () => refreshQuota()),
);
