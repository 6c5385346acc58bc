import { giveUpDelivery } from "@/lib/email/give-up";
import { env } from "@/lib/env";
import { sendTextDelivery } from "@/lib/text/send-text-delivery";
import { continueTrace } from "@/lib/tracing/event-trace";
import { withSpan } from "@/lib/tracing/with-span";
import { inngest } from "../client";
import { endAttempt } from "../end-attempt";
import { phoneCodeRequested } from "../events";

/**
 * Sends the text message that an event asks for. As for emails, one step writes and sends it, so
 * that no code becomes a step's output. A function of its own, because texts have a rate of their
 * own.
 */
export const sendText = inngest.createFunction(
  {
    id: "send-text",
    triggers: [phoneCodeRequested],
    throttle: { limit: env.SMS_MAX_SEND_RATE ?? 1, period: "1s" },
    checkpointing: { bufferedSteps: 2 },
    // The waits are short (lib/email/text-failures.ts), and a text ends with its code, after ten
    // minutes. As many as Inngest allows.
    retries: 20,
    onFailure: async ({ event, step }) => {
      const { deliveryId, republishedAt } = event.data.event.data;
      const run = { republishedAt: republishedAt ? new Date(republishedAt) : null };
      await step.run("record that it was given up", () => giveUpDelivery(deliveryId, run));
    },
  },
  async ({ event, step, attempt }) =>
    step.run("send text", async () => {
      const { deliveryId } = event.data;
      const attributes = { "latchkey.delivery.id": deliveryId, "latchkey.attempt": attempt };
      const result = await continueTrace(event.data, (links) =>
        withSpan("send text", { attributes, links }, () =>
          sendTextDelivery(deliveryId, new Date(), { attempt }),
        ),
      );
      return endAttempt(result, "text");
    }),
);
