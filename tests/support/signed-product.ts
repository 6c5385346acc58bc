import { functionCaller } from "./call-function";
import { startSignedInngest } from "./signed-inngest";

const KEYS = {
  eventKey: "test-event-key-0123456789abcdef0123456789",
  signingKey: "signkey-test-0123456789abcdef0123456789abcdef",
};

/**
 * The product's functions as in production, on a server that signs, with an SES that tells what
 * it took. Imported when the variables are set: they are read at the start.
 */
export async function startSignedProduct() {
  const server = await startSignedInngest(KEYS);
  Object.assign(process.env, {
    INNGEST_DEV: "",
    INNGEST_BASE_URL: server.url,
    INNGEST_EVENT_KEY: KEYS.eventKey,
    INNGEST_SIGNING_KEY: KEYS.signingKey,
    MAIL_RETRY_WAITS: "10,20,40,80,160,320,640,1280",
    SES_CONFIGURATION_SET: "latchkey",
    SES_SNS_TOPIC_ARNS: "arn:aws:sns:us-east-1:123456789012:ses-events",
  });
  const [{ serve }, { inngest }, { functions }] = await Promise.all([
    import("inngest/edge"),
    import("@/inngest/client"),
    import("@/inngest/functions"),
  ]);
  const endpoint = serve({ client: inngest, functions });
  const { aRegistration, ...registrations } = await import("./registrations");
  return {
    ...(await import("@/lib/db")),
    ...(await import("@/lib/heartbeat")),
    ...(await import("@/lib/operator/actions/replay-all")), // operator's console
    ...registrations,
    aRegistration,
    server,
    endpoint,
    run: functionCaller(endpoint, KEYS.signingKey),
    /** Somebody who registered, and the event that asks for their email. */
    async registered() {
      const registration = await aRegistration();
      const { id: registrationId, deliveryId } = registration;
      const event = { name: "account/registered", data: { registrationId, deliveryId } };
      return { ...registration, event };
    },
  };
}
