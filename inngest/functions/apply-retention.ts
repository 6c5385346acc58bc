import { cron } from "inngest";
import { crons, recordHeartbeat } from "@/lib/heartbeat";
import { deleteDue } from "@/lib/retention/delete-due";
import { retentionTable } from "@/lib/retention/retention-table";
import { reencryptSecrets } from "@/lib/second-factor/app";
import { inngest } from "../client";

/** Inngest stops a run after 1,000 steps. */
const MOST_BATCHES = 900;

/**
 * Deletes every night, in small batches, what was kept long enough, and encrypts with the newest
 * key what an older one encrypted. What one run does not get through, the next hour's does.
 */
export const applyRetention = inngest.createFunction(
  { id: "apply-retention", triggers: [cron(crons["apply-retention"].schedule)], concurrency: 1 },
  async ({ step }) => {
    let left = MOST_BATCHES;
    for (const { name } of retentionTable) {
      let isMore = true;
      for (let batch = 1; isMore && left > 0; batch += 1, left -= 1)
        ({ isMore } = await step.run(`delete ${name}, batch ${batch}`, () => deleteDue(name)));
    }
    for (let batch = 1, renewed = 1; renewed > 0 && left > 0; batch += 1, left -= 1)
      renewed = await step.run(`encrypt secrets anew, batch ${batch}`, () => reencryptSecrets());
    await step.run("record that it ran", () => recordHeartbeat("apply-retention"));
  },
);
