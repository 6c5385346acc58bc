import { cron } from "inngest";
import { crons, recordHeartbeat } from "@/lib/heartbeat";
import { updateStanding } from "@/lib/email/reputation/update-standing";
import { inngest } from "../client";

/** Looks once a minute at how our emails are received, and pulls or lifts the brake. */
export const watchReputation = inngest.createFunction(
  {
    id: "watch-reputation",
    triggers: [cron(crons["watch-reputation"].schedule)],
    concurrency: 1,
    retries: 1,
  },
  async ({ step }) =>
    step.run("judge the newest mails", async () => {
      const reputation = await updateStanding();
      await recordHeartbeat("watch-reputation");
      return reputation;
    }),
);
