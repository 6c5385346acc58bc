import { cron } from "inngest";
import { eraseAccounts } from "@/lib/account/erase-accounts";
import { crons, recordHeartbeat } from "@/lib/heartbeat";
import { inngest } from "../client";

/** Erases for good, in small batches, the accounts whose week to think again is over. */
export const eraseDeletedAccounts = inngest.createFunction(
  { id: "erase-accounts", triggers: [cron(crons["erase-accounts"].schedule)], concurrency: 1 },
  async ({ step }) => {
    let isMore = true;
    for (let batch = 1; isMore; batch += 1)
      ({ isMore } = await step.run(`erase batch ${batch}`, () => eraseAccounts()));
    await step.run("record that it ran", () => recordHeartbeat("erase-accounts"));
  },
);
