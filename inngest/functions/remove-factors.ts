import { cron } from "inngest";
import { crons, recordHeartbeat } from "@/lib/heartbeat";
import { advanceFactorRemovals } from "@/lib/second-factor/advance-removals";
import { inngest } from "../client";

/** Reminds owners that their second factors are going to be removed, and removes them when due. */
export const removeLostFactors = inngest.createFunction(
  { id: "remove-factors", triggers: [cron(crons["remove-factors"].schedule)], concurrency: 1 },
  async ({ step }) => {
    let isMore = true;
    for (let batch = 1; isMore; batch += 1)
      ({ isMore } = await step.run(`advance batch ${batch}`, () => advanceFactorRemovals()));
    await step.run("record that it ran", () => recordHeartbeat("remove-factors"));
  },
);
