import { cron } from "inngest";
import { crons, recordHeartbeat } from "@/lib/heartbeat";
import { countEarlier, countRecent } from "@/lib/operator/statistics/count-figures";
import { raiseProviderAlarms } from "@/lib/operator/statistics/raise-provider-alarms";
import { inngest } from "../client";

/** Counts once a minute what became of registrations, and looks whether a provider fell. */
export const countFigures = inngest.createFunction(
  {
    id: "count-figures",
    triggers: [cron(crons["count-figures"].schedule)],
    concurrency: 1,
    retries: 1,
  },
  async ({ step }) => {
    await step.run("count what can still change", () => countRecent());
    let isMore = true;
    for (let batch = 1; isMore; batch += 1)
      ({ isMore } = await step.run(`count earlier days, batch ${batch}`, () => countEarlier()));
    await step.run("look for providers that fell", async () => {
      const alarms = await raiseProviderAlarms();
      await recordHeartbeat("count-figures");
      return alarms;
    });
  },
);
