import { cron } from "inngest";
import { updateStanding } from "@/lib/mail/reputation/update-standing";
import { inngest } from "../client";

/** Looks once a minute at how our mails are received, and pulls or lifts the brake. */
export const watchReputation = inngest.createFunction(
  { id: "watch-reputation", triggers: [cron("* * * * *")], concurrency: 1, retries: 1 },
  async ({ step }) => step.run("judge the newest mails", () => updateStanding()),
);
