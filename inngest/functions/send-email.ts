import { NonRetriableError, RetryAfterError } from "inngest";
import { sendMail } from "@/lib/accounts/send-mail";
import { env } from "@/lib/env";
import { giveUpDelivery } from "@/lib/mail/give-up";
import { inngest } from "../client";
import { mailEvents } from "../events";

/**
 * Sends the mail that an event asks for. One step renders and sends, so that neither link
 * nor code ever becomes a step's output. One function for all mails, so that one throttle
 * holds for them together.
 */
export const sendEmail = inngest.createFunction(
  {
    id: "send-email",
    triggers: [...mailEvents],
    idempotency: "event.data.deliveryId",
    // The first second may carry twice as many; SES bears short bursts above its rate ("Managing
    // your Amazon SES sending limits"), and answers what it does not bear with a throttling error.
    throttle: { limit: env.SES_MAX_SEND_RATE ?? 1, period: "1s" },
    retries: 8,
    onFailure: async ({ event, step }) => {
      const { deliveryId } = event.data.event.data;
      await step.run("record that it was given up", () => giveUpDelivery(deliveryId));
    },
  },
  async ({ event, step }) =>
    step.run("send email", async () => {
      const result = await sendMail(event.data.deliveryId);
      switch (result.outcome) {
        case "deferred":
          throw new Error(`SES did not take the mail: ${result.code}`);
        case "failed":
          throw new NonRetriableError(`SES refused the mail for good: ${result.code}`);
        case "under_way":
          throw new RetryAfterError("another attempt holds the mail", result.until);
        case "sent":
        case "cancelled":
        case "not_found":
          return result.outcome;
      }
    }),
);
