import { cron } from "inngest";
import { recordHeartbeat } from "@/lib/health/heartbeat";
import { expireVerifications } from "@/lib/verification/expire";
import { inngest } from "../client";

/** Forgets, in small batches, what nobody confirmed. */
export const expireOldVerifications = inngest.createFunction(
  { id: "expire-verifications", triggers: [cron("17 * * * *")], concurrency: 1 },
  async ({ step }) => {
    let isMore = true;
    for (let batch = 1; isMore; batch += 1)
      ({ isMore } = await step.run(`expire batch ${batch}`, () => expireVerifications()));
    await step.run("record that it ran", () => recordHeartbeat("expire-verifications"));
  },
);
