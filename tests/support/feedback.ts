import { startSesStandIn } from "./ses-stand-in";
import { startSnsStandIn, TOPIC } from "./sns-stand-in";

/** The parts of the product that feedback runs through, imported when the stand-ins are up. */
const load = async () => ({
  ...(await import("@/app/api/webhooks/ses/route")),
  ...(await import("@/lib/registration/resend-confirmation")),
  ...(await import("@/lib/email/send-email-delivery")),
  ...(await import("@/lib/registration/waiting-state")),
  ...(await import("@/lib/db")),
  ...(await import("@/lib/env")),
  ...(await import("@/lib/email/ses-events/record-feedback")),
  ...(await import("@/lib/email/reputation/update-standing")),
  ...(await import("@/lib/metrics/metrics")),
  ...(await import("@/lib/email/failures")),
  ...(await import("@/lib/email/record-attempt")),
  ...(await import("./recoveries")),
  ...(await import("./registrations")),
});

/**
 * The product with stand-ins for SES and SNS. A test file calls it once, before it imports
 * anything that reads the environment.
 */
export async function startFeedback() {
  const [ses, sns] = await Promise.all([startSesStandIn(), startSnsStandIn()]);
  process.env.AWS_ENDPOINT_URL_SES = ses.url;
  process.env.AWS_ENDPOINT_URL_SESV2 = ses.url;
  process.env.SES_SNS_TOPIC_ARNS = TOPIC;
  process.env.SES_SNS_CERTIFICATE_ORIGIN = sns.origin;
  const product = await load();

  /** Sends a body to the webhook, as SNS does. */
  async function post(body: string, headers: Record<string, string> = {}) {
    const url = "http://localhost:3000/api/webhooks/ses";
    const answer = await product.POST(new Request(url, { method: "POST", body, headers }));
    const { outcome } = (await answer.json()) as { outcome: string };
    return { status: answer.status, outcome };
  }

  return {
    ...product,
    ses,
    sns,
    post,
    /** Lets SES tell of an email. */
    tell: (event: object) => post(sns.notification(event)),
    /** Somebody whose email SES has taken. */
    async aSentMail(address?: string) {
      const registration = await product.aRegistration(address ? { address } : {});
      await product.sendEmailDelivery(registration.deliveryId);
      return registration;
    },
    async deliveryOf(id: string) {
      return product.db.delivery.findUniqueOrThrow({
        where: { id },
        include: { events: { orderBy: { receivedAt: "asc" } } },
      });
    },
    async stop() {
      await Promise.all([ses.stop(), sns.stop()]);
    },
  };
}
