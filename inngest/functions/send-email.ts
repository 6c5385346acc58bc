import { sendEmailDelivery } from "@/lib/email/send-email-delivery";
import { env } from "@/lib/env";
import { giveUpDelivery } from "@/lib/email/give-up";
import { withSpan } from "@/lib/tracing/with-span";
import { continueTrace } from "@/lib/tracing/event-trace";
import { inngest } from "../client";
import { endAttempt } from "../end-attempt";
import { mailEvents } from "../events";
import { mailPriority } from "../email-priority";

/**
 * Sends the email that an event asks for. One step renders and sends, so that neither link
 * nor code ever becomes a step's output. One function for all emails, so that one throttle
 * holds for them together.
 */
export const sendEmail = inngest.createFunction(
  {
    id: "send-email",
    triggers: [...mailEvents],
    // A backlog waits in Inngest. Its first second may carry twice the rate: lib/email/send-rate
    // holds that to the rate.
    throttle: { limit: env.SES_MAX_SEND_RATE ?? 1, period: "1s" },
    priority: { run: mailPriority },
    // The step and the end of the run come back in one answer, which halves the app's work.
    // What a crash between them repeats finds the email claimed.
    checkpointing: { bufferedSteps: 2 },
    // By the waits below, for two hours and more. An email whose link has expired ends before.
    retries: 8,
    onFailure: async ({ event, step }) => {
      const { deliveryId, republishedAt } = event.data.event.data;
      const run = { republishedAt: republishedAt ? new Date(republishedAt) : null };
      await step.run("record that it was given up", () => giveUpDelivery(deliveryId, run));
    },
  },
  async ({ event, step, attempt }) =>
    step.run("send email", async () => {
      const { deliveryId } = event.data;
      const attributes = { "latchkey.delivery.id": deliveryId, "latchkey.attempt": attempt };
      const result = await continueTrace(event.data, (links) =>
        withSpan("send email", { attributes, links }, () =>
          sendEmailDelivery(deliveryId, new Date(), { attempt }),
        ),
      );
      return endAttempt(result, "mail");
    }),
);
