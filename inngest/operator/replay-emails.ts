import { endReplay, goOnReplaying, replayBatch } from "@/lib/operator/replay-batches";
import { inngest } from "../client";
import { replayRequested } from "../events";
import { publishOutbox } from "../publish-outbox";

/** Inngest stops a run after 1,000 steps; a batch takes two. */
const MOST_BATCHES = 400;

/** Sends all failed emails of a kind once more, batch by batch, as an operator asked. */
export const replayEmails = inngest.createFunction(
  {
    id: "replay-emails",
    triggers: [replayRequested],
    concurrency: 1,
    retries: 8,
    onFailure: async ({ event, step }) => {
      const { actionId, republishedAt } = replayRequested.schema.parse(event.data.event.data);
      const run = { republishedAt: republishedAt ? new Date(republishedAt) : null };
      await step.run("record that it stopped", () => endReplay(actionId, run));
    },
  },
  async ({ event, step }) => {
    const { actionId, republishedAt } = event.data;
    let { afterId } = event.data;
    let isMore = true;
    for (let batch = 1; isMore && batch <= MOST_BATCHES; batch += 1) {
      const from = afterId;
      ({ afterId, isMore } = await step.run(`replay batch ${batch}`, () =>
        replayBatch(actionId, from),
      ));
      await step.run(`publish batch ${batch}`, () => publishOutbox());
    }
    const rest = { actionId, afterId, republishedAt };
    if (isMore) await step.run("go on in another run", () => goOnReplaying(rest));
    else await step.run("record that it ended", () => endReplay(actionId));
  },
);
