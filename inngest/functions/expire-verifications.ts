import { cron } from "inngest";
import { crons, recordHeartbeat } from "@/lib/heartbeat";
import { forgetOldLimits } from "@/lib/rate-limit/forget-old-limits";
import { expireVerifications } from "@/lib/verification/expire";
import { inngest } from "../client";

/** Forgets, in small batches, what nobody confirmed and limits whose time is over. */
export const expireOldVerifications = inngest.createFunction(
  {
    id: "expire-verifications",
    triggers: [cron(crons["expire-verifications"].schedule)],
    concurrency: 1,
  },
  async ({ step }) => {
    let isMore = true;
    for (let batch = 1; isMore; batch += 1)
      ({ isMore } = await step.run(`expire batch ${batch}`, () => expireVerifications()));
    isMore = true;
    for (let batch = 1; isMore; batch += 1)
      ({ isMore } = await step.run(`forget limits, batch ${batch}`, () => forgetOldLimits()));
    await step.run("record that it ran", () => recordHeartbeat("expire-verifications"));
  },
);
